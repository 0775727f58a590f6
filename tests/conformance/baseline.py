"""The other yardstick of `cargo xtask bench fhir-export`: the same observations through the typed models of Python's
fhir.resources (R4B), to JSON. Prints one JSON line: the best of three rounds over a part, reckoned up to 100,000."""

import json
import time
from datetime import datetime, timedelta, timezone

from fhir.resources.R4B.observation import Observation

PART = 2_000
ALL = 100_000
ROUNDS = 3
MIO = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_"
PATIENT = {"reference": "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"}
BEGIN = datetime(2026, 1, 1, tzinfo=timezone.utc)


def coding(system, version, code, display):
    return {"system": system, "version": version, "code": code, "display": display}


def snomed(code, display):
    return coding("http://snomed.info/sct", "http://snomed.info/sct/900000000000207008/version/20220331", code, display)


def loinc(code, display):
    return coding("http://loinc.org", "2.72", code, display)


def core(name, version, code, display):
    return coding(f"http://terminology.hl7.org/CodeSystem/{name}", version, code, display)


def quantity(value, unit, code):
    return {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": code}


IDENTIFIER = {"coding": [core("v2-0203", "2.9", "RI", "Resource identifier")]}
CATEGORY = [{"coding": [core("observation-category", "4.0.1", "vital-signs", "Vital Signs")]}]
RATE = {"coding": [snomed("364075005", "Heart rate (observable entity)"), loinc("8867-4", "Heart rate")]}
PRESSURE = {"coding": [snomed("75367002", "Blood pressure (observable entity)"), loinc("85354-9", "Blood pressure panel with all children optional")]}
SYSTOLIC = {"coding": [snomed("271649006", "Systolic blood pressure (observable entity)"), loinc("8480-6", "Systolic blood pressure")]}
DIASTOLIC = {"coding": [snomed("271650006", "Diastolic blood pressure (observable entity)"), loinc("8462-4", "Diastolic blood pressure")]}


def observation(number):
    moment = BEGIN + timedelta(hours=8 * number)
    is_rate = number % 3 == 2
    name = f"00000000-0000-5000-8000-{number:012d}"
    values = {
        "id": name,
        "meta": {"versionId": "1", "lastUpdated": moment, "profile": [f"{MIO}Observation_{'Heart_Rate' if is_rate else 'Blood_Pressure'}|1.1.0"]},
        "identifier": [{"type": IDENTIFIER, "system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"}],
        "status": "final",
        "category": CATEGORY,
        "code": RATE if is_rate else PRESSURE,
        "subject": PATIENT,
        "effectiveDateTime": moment,
        "performer": [PATIENT],
    }
    if is_rate:
        values["valueQuantity"] = quantity(58 + number % 13, "per minute", "/min")
    else:
        values["component"] = [
            {"code": SYSTOLIC, "valueQuantity": quantity(115 + number % 40, "mm Hg", "mm[Hg]")},
            {"code": DIASTOLIC, "valueQuantity": quantity(70 + number % 20, "mm Hg", "mm[Hg]")},
        ]
    return Observation(**values)


def measure():
    start = time.perf_counter()
    for number in range(PART):
        observation(number).model_dump_json()
    return time.perf_counter() - start


best = min(measure() for _ in range(ROUNDS)) * ALL / PART
print(json.dumps({"name": "fhir-export-python-baseline", "value": round(best, 1), "unit": "s", "bar": None, "ok": True, "measured": PART}))
