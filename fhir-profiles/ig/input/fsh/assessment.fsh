// Questionnaires for patients and their scores. In an export they also fulfil the profiles of MIO DiGA.

Profile: HeilsamAssessment
Parent: Questionnaire
Id: assessment
Title: "Fragebogen"
Description: "Ein Fragebogen, wie er gezeigt wurde: mit Adresse und Version, damit Antworten vergleichbar bleiben."
* ^status = #draft
* ^experimental = false
* language 1..1
* url 1..1 MS
* version 1..1 MS
* title 1..1 MS
* code 0..0
* status = #active
* item 1..* MS
* item.text 1..1
* item.initial 0..0

Profile: HeilsamAssessmentAnswers
Parent: QuestionnaireResponse
Id: assessment-answers
Title: "Ausgefüllter Fragebogen"
Description: "Die Antworten; der Fragebogen ist mit seiner Version genannt."
* ^status = #draft
* ^experimental = false
* identifier 1..1 MS
* questionnaire 1..1 MS
* status = #completed
* subject 1..1
* authored 1..1 MS
* item 1..* MS

Profile: HeilsamScore
Parent: Observation
Id: score
Title: "Punktwert"
Description: "Punkte, die aus Antworten berechnet oder auf einer Skala gewählt wurden."
* ^status = #draft
* ^experimental = false
* identifier 1..1 MS
* status = #final
* subject 1..1
* effective[x] only dateTime
* effective[x] 1..1 MS
* value[x] only Quantity
* valueQuantity 1..1 MS
* valueQuantity.value 1..1
* valueQuantity = http://unitsofmeasure.org#{score} "score"
* derivedFrom only Reference(HeilsamAssessmentAnswers)

Instance: ExampleAssessment
InstanceOf: HeilsamAssessment
Usage: #example
Title: "Beispielfragebogen"
Description: "Eine Frage mit zwei Antworten."
* language = #de
* url = "https://heilsam.example/fhir/Questionnaire/tag"
* version = "1.2"
* title = "Ihr Tag"
* status = #active
* item[0].linkId = "1"
* item[0].text = "Haben Sie schlecht geschlafen?"
* item[0].type = #boolean

Instance: ExampleAnswers
InstanceOf: HeilsamAssessmentAnswers
Usage: #example
Title: "Beispielantworten"
Description: "Antworten auf den Beispielfragebogen."
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "urn:uuid:6f8a2c5e-4f3b-5d1e-9a77-0c1d2e3f4a5c"
* questionnaire = "https://heilsam.example/fhir/Questionnaire/tag|1.2"
* subject.reference = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"
* authored = "2026-01-01T08:00:00Z"
* item[0].linkId = "1"
* item[0].answer[0].valueBoolean = true

Instance: ExampleScore
InstanceOf: HeilsamScore
Usage: #example
Title: "Beispielpunktwert"
Description: "Sieben von siebenundzwanzig Punkten."
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "urn:uuid:6f8a2c5e-4f3b-5d1e-9a77-0c1d2e3f4a5d"
* code.text = "Beschwerden gesamt"
* subject.reference = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"
* effectiveDateTime = "2026-01-01T08:00:00Z"
* valueQuantity.value = 7
* derivedFrom = Reference(ExampleAnswers)
