"""What readers take away: the rows of a page as files, streamed, whole, and no more of a text than the page shows."""
