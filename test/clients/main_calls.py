"""Main calls of a generated client against the service: `main_calls.py <service> <key>`. Prints what it read, as JSON."""

import io
import json
import sys

from essaimage_client import Client, models
from essaimage_client.api.experiences import get_experience, search_experiences
from essaimage_client.api.feedback import give_feedback, take_feedback_back
from essaimage_client.api.feeds import read_feed
from essaimage_client.api.open_data import download_experiences
from essaimage_client.api.recommendations import recommend
from essaimage_client.api.taxonomy import get_lever, list_themes
from essaimage_client.api.territories import find_territories
from essaimage_editing import AuthenticatedClient
from essaimage_editing import models as editing
from essaimage_editing.api.imports import list_imports, request_import
from essaimage_editing.api.keys import create_key
from essaimage_editing.types import File

service, key = sys.argv[1:]
client = Client(base_url=service, timeout=60)

question = models.Question(
    territory=models.AskedTerritory(code="35236"),
    priorities="reprendre la dernière épicerie du village",
    limit=2,
)
answer = recommend.sync(client=client, body=question)
best = answer.experiences[0]
fiche = get_experience.sync(best.experience.id, client=client)
missing = get_experience.sync("nulle-part", client=client)
found = search_experiences.sync(client=client, q="épicerie", limit=1)
place = find_territories.sync(client=client, q="Angers", limit=1).territories[0]
opinion = give_feedback.sync(
    client=client,
    body=models.Opinion(recommendation_id=answer.id, experience_id=best.experience.id, verdict=models.Verdict.USEFUL),
)
taken_back = take_feedback_back.sync_detailed(opinion.id, client=client)
editor = AuthenticatedClient(base_url=service, token=key, timeout=60)
request_import.sync(client=editor, body=File(payload=io.BytesIO(b"# Rien")), name="rien.md", dry_run=True)
imports = list_imports.sync(client=editor)
made = create_key.sync(client=editor, body=editing.KeyRequest(label="Python", scopes=[editing.Scope.IMPORT]))

print(
    json.dumps(
        {
            "isSame": fiche.title == best.experience.title,
            "reason": best.reasons[0].code,
            "missing": missing.code if isinstance(missing, models.Problem) else None,
            "found": len(found.experiences),
            "place": place.name,
            "themes": len(list_themes.sync(client=client).themes),
            "lever": get_lever.sync("commande-publique", client=client).id,
            "takenBack": taken_back.status_code,
            "made": made.scopes,
            "firstLine": download_experiences.sync(client=client).split("\n")[0],
            "feed": read_feed.sync(client=client),
            "imports": len(imports.imports),
        }
    )
)
