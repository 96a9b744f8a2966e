"""CC-CEDICT: Chinese for English questions, synonyms, and names by their pinyin."""
