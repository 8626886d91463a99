"""The search of the whole site: countries, pools, categories, seasons, words, questions, pages."""
