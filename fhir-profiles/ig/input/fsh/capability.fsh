Instance: HeilsamCapability
InstanceOf: CapabilityStatement
Usage: #definition
Title: "Was die App kann"
Description: "Die App schreibt und liest Dokumente nach MIO DiGA und schreibt die Einwilligungsdatei; sie ist kein FHIR-Server."
* url = "https://heilsam.example/fhir/CapabilityStatement/HeilsamCapability"
* name = "HeilsamCapability"
* title = "Was die App kann"
* version = "0.1.0"
* status = #draft
* experimental = false
* date = "2026-11-22"
* kind = #requirements
* fhirVersion = #4.0.1
* format[0] = #xml
* format[1] = #json
* document[0].mode = #producer
* document[0].documentation = "Export nach § 6 DiGAV, in Teilen unter 25 MB"
* document[0].profile = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_Bundle|1.1.0"
* document[1].mode = #consumer
* document[1].documentation = "Übernahme aus einer anderen DiGA, Version 1.0.0 und 1.1.0"
* document[1].profile = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_Bundle|1.1.0"
* document[2].mode = #producer
* document[2].documentation = "Einwilligungen als eigene Datei"
* document[2].profile = "https://heilsam.example/fhir/StructureDefinition/consent-file"
