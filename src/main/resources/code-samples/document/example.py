import json
from urllib.request import urlopen

with urlopen("https://example.org/question") as response:
    answer = json.load(response)

print(json.dumps(answer, indent=2, ensure_ascii=False))
