"""Verifies every DKIM signature of some mails with dkimpy: verify.py RECORDS MAIL...

RECORDS has a DNS name, a tab and its TXT record in each line. Prints a line for each mail:
its name, and for each signature its algorithm and whether it passes.
"""

import os
import re
import sys

import dkim

records = {}
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        name, record = line.rstrip(b"\n").split(b"\t")
        records[name + b"."] = record


def txt(name, timeout=5):
    return records.get(name if isinstance(name, bytes) else name.encode())


for path in sys.argv[2:]:
    with open(path, "rb") as file:
        mail = file.read()
    verdicts = []
    signatures = re.findall(rb"(?im)^DKIM-Signature:.*?\ba=([a-z0-9-]+)", mail)
    for index, algorithm in enumerate(signatures):
        try:
            passes = dkim.DKIM(mail, minkey=2048).verify(idx=index, dnsfunc=txt)
        except dkim.DKIMException:
            passes = False
        verdicts.append(algorithm.decode() + (" passes" if passes else " fails"))
    print(os.path.basename(path) + ": " + (", ".join(verdicts) or "unsigned"))
