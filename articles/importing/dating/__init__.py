"""When an article was published. Two moments: what the page states (`stated`), and what its names and events imply
(`infer_date`), once names have been found. PURE."""

from articles.importing.dating.inference import infer_date

__all__ = ["infer_date"]
