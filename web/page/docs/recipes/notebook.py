# %% Les expériences publiques, en une table
import csv
import io
from collections import Counter
from urllib.request import urlopen

service = "https://essaimage.exemple.fr"
with urlopen(f"{service}/v1/experiences.csv") as answer:
    rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig")), delimiter=";"))
print(len(rows), "expériences")

# %% Les thèmes les plus fréquents
themes = Counter(theme.strip() for row in rows for theme in row["themes"].split("|") if theme.strip())
for theme, count in themes.most_common(5):
    print(f"{count:4} {theme}")

# %% Celles d’un thème, les plus récentes d’abord
chosen = [row for row in rows if "alimentation" in row["themes"]]
for row in sorted(chosen, key=lambda row: row["year"], reverse=True)[:5]:
    print(row["year"] or "?", row["title"], row["source_url"], sep=" · ")
