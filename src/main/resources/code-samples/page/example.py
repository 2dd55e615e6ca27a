import json
from urllib.request import urlopen

with urlopen("https://example.org/question") as response:
    answer = json.load(response)

print(len(answer["data"]), "of", str(answer["page"]["total"]) + ", the first of them:")
print(json.dumps(answer["data"][:1], indent=2, ensure_ascii=False))
