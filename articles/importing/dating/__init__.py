"""When an article was published. Two moments: what the page states (`stated`), and what its names and events imply
(`infer_date`), once names have been found. `told_dates` are those that the story tells: another axis. PURE."""

from articles.importing.dating.inference import infer_date
from articles.importing.dating.told import ToldDate, mentioned_dates, told_dates

__all__ = ["ToldDate", "infer_date", "mentioned_dates", "told_dates"]
