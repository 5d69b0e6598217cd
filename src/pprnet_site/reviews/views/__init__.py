"""Views of reviews: the page of a guest. The pages of those with an account are the desk's."""
