// What MIO DiGA has no profile of its own for. In an export the values also fulfil its profiles: the free observation, the
// information about a medicine, the activity, the problem. The code system has one name at every manufacturer, so that
// values stay comparable.

CodeSystem: HeilsamDiary
Id: diary
Title: "Tagebuch"
Description: "Fragen und Antworten des Tagebuchs, für die LOINC und SNOMED CT keinen passenden Code haben."
* ^url = "urn:heilsam:codes:diary"
* ^version = "1"
* ^status = #draft
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #restfulness "Wie erholsam der Schlaf war"
* #awakenings "Wie oft aufgewacht"
* #mood "Stimmung"
* #tension "Anspannung"
* #restfulness-1 "gar nicht erholsam"
* #restfulness-2 "wenig erholsam"
* #restfulness-3 "mittel erholsam"
* #restfulness-4 "erholsam"
* #restfulness-5 "sehr erholsam"
* #mood-1 "sehr schlecht"
* #mood-2 "schlecht"
* #mood-3 "mittel"
* #mood-4 "gut"
* #mood-5 "sehr gut"
* #tension-1 "sehr ruhig"
* #tension-2 "ruhig"
* #tension-3 "etwas angespannt"
* #tension-4 "angespannt"
* #tension-5 "sehr angespannt"
* #skip-forgotten "vergessen"
* #skip-side-effect "wegen Nebenwirkungen"
* #skip-ran-out "Packung leer"
* #skip-low-reading "wegen niedriger Werte oder Schwindel"
* #skip-doctor-said-so "auf ärztlichen Rat"
* #skip-not-wanted "nicht gewollt"
* #skip-other "anderer Grund"
* #activity-walking "Gehen"
* #activity-cycling "Radfahren"
* #activity-swimming "Schwimmen"
* #activity-gymnastics "Gymnastik"
* #activity-strength "Krafttraining"
* #activity-gardening "Gartenarbeit"
* #activity-housework "Hausarbeit"
* #activity-dancing "Tanzen"
* #activity-other "Andere Bewegung"
* #effect-dizziness "Schwindel"
* #effect-fainting "Ohnmacht oder Sturz"
* #effect-cough "Trockener Husten"
* #effect-swollen-face "Gesicht, Lippen oder Zunge geschwollen"
* #effect-swollen-legs "Geschwollene Knöchel oder Beine"
* #effect-headache "Kopfschmerzen"
* #effect-tiredness "Müdigkeit"
* #effect-nausea "Übelkeit, Erbrechen oder Durchfall"
* #effect-muscle-cramps "Muskelkrämpfe"
* #effect-slow-heartbeat "Langsamer Herzschlag"
* #effect-palpitations "Herzklopfen oder Herzstolpern"
* #effect-rash "Hautausschlag"
* #effect-sexuality "Probleme beim Sex"
* #effect-passing-water "Nachts oft Wasser lassen"
* #effect-other "Etwas anderes"

ValueSet: HeilsamRestfulness
Id: restfulness
Title: "Wie erholsam der Schlaf war"
Description: "Fünf Stufen, von gar nicht bis sehr erholsam."
* ^status = #draft
* ^experimental = false
* HeilsamDiary#restfulness-1 "gar nicht erholsam"
* HeilsamDiary#restfulness-2 "wenig erholsam"
* HeilsamDiary#restfulness-3 "mittel erholsam"
* HeilsamDiary#restfulness-4 "erholsam"
* HeilsamDiary#restfulness-5 "sehr erholsam"

ValueSet: HeilsamMoods
Id: moods
Title: "Stimmung"
Description: "Fünf Stufen, von sehr schlecht bis sehr gut."
* ^status = #draft
* ^experimental = false
* HeilsamDiary#mood-1 "sehr schlecht"
* HeilsamDiary#mood-2 "schlecht"
* HeilsamDiary#mood-3 "mittel"
* HeilsamDiary#mood-4 "gut"
* HeilsamDiary#mood-5 "sehr gut"

ValueSet: HeilsamTensions
Id: tensions
Title: "Anspannung"
Description: "Fünf Stufen, von sehr ruhig bis sehr angespannt."
* ^status = #draft
* ^experimental = false
* HeilsamDiary#tension-1 "sehr ruhig"
* HeilsamDiary#tension-2 "ruhig"
* HeilsamDiary#tension-3 "etwas angespannt"
* HeilsamDiary#tension-4 "angespannt"
* HeilsamDiary#tension-5 "sehr angespannt"

ValueSet: HeilsamSkipReasons
Id: skip-reasons
Title: "Warum eine Dosis ausgelassen wurde"
Description: "Gründe, die jemand selbst angibt."
* ^status = #draft
* ^experimental = false
* HeilsamDiary#skip-forgotten "vergessen"
* HeilsamDiary#skip-side-effect "wegen Nebenwirkungen"
* HeilsamDiary#skip-ran-out "Packung leer"
* HeilsamDiary#skip-low-reading "wegen niedriger Werte oder Schwindel"
* HeilsamDiary#skip-doctor-said-so "auf ärztlichen Rat"
* HeilsamDiary#skip-not-wanted "nicht gewollt"
* HeilsamDiary#skip-other "anderer Grund"

// What every value below shares.
RuleSet: Told
* ^status = #draft
* ^experimental = false
* identifier 1..1 MS
* subject 1..1 MS
* subject.reference 1..1

Profile: HeilsamSleep
Parent: Observation
Id: sleep
Title: "Schlaf"
Description: "Eine Nacht: von wann bis wann, wie lange in Minuten, wie erholsam, wie oft aufgewacht."
* insert Told
* status = #final
* code = http://loinc.org|2.72#93832-4 "Sleep duration"
* effective[x] 1..1 MS
* effective[x] only Period
* effectivePeriod.start 1..1
* effectivePeriod.end 1..1
* value[x] 1..1 MS
* value[x] only Quantity
* valueQuantity = http://unitsofmeasure.org#min "min"
* valueQuantity.value 1..1
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #closed
* component contains restfulness 1..1 MS and awakenings 0..1 MS
* component[restfulness].code = urn:heilsam:codes:diary|1#restfulness
* component[restfulness].value[x] 1..1
* component[restfulness].value[x] only CodeableConcept
* component[restfulness].valueCodeableConcept from HeilsamRestfulness (required)
* component[awakenings].code = urn:heilsam:codes:diary|1#awakenings
* component[awakenings].value[x] 1..1
* component[awakenings].value[x] only integer

Profile: HeilsamMood
Parent: Observation
Id: mood
Title: "Stimmung"
Description: "Wie es jemandem geht, und wie angespannt, auf Skalen mit fünf Stufen."
* insert Told
* status = #final
* code = urn:heilsam:codes:diary|1#mood
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from HeilsamMoods (required)
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #closed
* component contains tension 0..1 MS
* component[tension].code = urn:heilsam:codes:diary|1#tension
* component[tension].value[x] 1..1
* component[tension].value[x] only CodeableConcept
* component[tension].valueCodeableConcept from HeilsamTensions (required)

Profile: HeilsamPulseRhythm
Parent: Observation
Id: pulse-rhythm
Title: "Unregelmäßiger Puls"
Description: "Der Patient oder das Messgerät hat einen unregelmäßigen Puls bemerkt; der gemessene Wert dazu ist genannt."
* insert Told
* status = #final
* code = http://loinc.org|2.72#8884-9 "Heart rate rhythm"
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept = http://snomed.info/sct|http://snomed.info/sct/900000000000207008/version/20220331#61086009 "Pulse irregular (finding)"
* component 0..0
* derivedFrom 1..1 MS
* derivedFrom only Reference(Observation)

Profile: HeilsamSkippedDose
Parent: MedicationStatement
Id: skipped-dose
Title: "Ausgelassene Dosis"
Description: "Eine Dosis wurde nicht genommen, und warum. Eine Einnahme nach MIO DiGA ist immer eine, die stattfand."
* insert Told
* status = #not-taken
* statusReason 1..1 MS
* statusReason.coding 1..1
* statusReason from HeilsamSkipReasons (required)
* medication[x] only Reference(Medication)
* effective[x] 1..1 MS
* effective[x] only dateTime
* informationSource 1..1
* dosage 0..1

Profile: HeilsamActivity
Parent: Procedure
Id: activity
Title: "Bewegung"
Description: "Eine Bewegung, die jemand selbst notiert hat, oder eine Übung oder ein gelesener Abschnitt des Programms; was hier steht, fand statt."
* insert Told
* status = #completed
* code 1..1 MS
* code from HeilsamActivities (extensible)
* code.text 1..1
* code.coding 0..1
* performed[x] 1..1

ValueSet: HeilsamActivities
Id: activities
Title: "Bewegungen"
Description: "Arten von Bewegung im Tagebuch."
* ^status = #draft
* ^experimental = false
* HeilsamDiary#activity-walking "Gehen"
* HeilsamDiary#activity-cycling "Radfahren"
* HeilsamDiary#activity-swimming "Schwimmen"
* HeilsamDiary#activity-gymnastics "Gymnastik"
* HeilsamDiary#activity-strength "Krafttraining"
* HeilsamDiary#activity-gardening "Gartenarbeit"
* HeilsamDiary#activity-housework "Hausarbeit"
* HeilsamDiary#activity-dancing "Tanzen"
* HeilsamDiary#activity-other "Andere Bewegung"

Profile: HeilsamComplaint
Parent: Condition
Id: complaint
Title: "Beschwerde"
Description: "Eine Beschwerde oder Nebenwirkung, die jemand selbst notiert hat, und wie stark sie ist."
* insert Told
* clinicalStatus 1..1
* severity 1..1 MS
* code 1..1 MS
* code from HeilsamComplaints (required)
* code.text 1..1
* code.coding 1..1
* onset[x] 1..1 MS
* onset[x] only dateTime

ValueSet: HeilsamComplaints
Id: complaints
Title: "Beschwerden"
Description: "Beschwerden im Tagebuch."
* ^status = #draft
* ^experimental = false
* HeilsamDiary#effect-dizziness "Schwindel"
* HeilsamDiary#effect-fainting "Ohnmacht oder Sturz"
* HeilsamDiary#effect-cough "Trockener Husten"
* HeilsamDiary#effect-swollen-face "Gesicht, Lippen oder Zunge geschwollen"
* HeilsamDiary#effect-swollen-legs "Geschwollene Knöchel oder Beine"
* HeilsamDiary#effect-headache "Kopfschmerzen"
* HeilsamDiary#effect-tiredness "Müdigkeit"
* HeilsamDiary#effect-nausea "Übelkeit, Erbrechen oder Durchfall"
* HeilsamDiary#effect-muscle-cramps "Muskelkrämpfe"
* HeilsamDiary#effect-slow-heartbeat "Langsamer Herzschlag"
* HeilsamDiary#effect-palpitations "Herzklopfen oder Herzstolpern"
* HeilsamDiary#effect-rash "Hautausschlag"
* HeilsamDiary#effect-sexuality "Probleme beim Sex"
* HeilsamDiary#effect-passing-water "Nachts oft Wasser lassen"
* HeilsamDiary#effect-other "Etwas anderes"

// Examples.

RuleSet: Frame(identity)
* identifier.type = http://terminology.hl7.org/CodeSystem/v2-0203|2.9#RI "Resource identifier"
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "urn:uuid:{identity}"
* subject.reference = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"

Instance: ExampleSleep
InstanceOf: HeilsamSleep
Usage: #example
Title: "Beispielnacht"
Description: "Sieben Stunden und siebzehn Minuten, erholsam, zweimal aufgewacht."
* insert Frame(0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0001)
* status = #final
* effectivePeriod.start = "2026-01-01T22:45:00+01:00"
* effectivePeriod.end = "2026-01-02T06:02:00+01:00"
* valueQuantity.value = 437
* component[restfulness].code = HeilsamDiary|1#restfulness "Wie erholsam der Schlaf war"
* component[restfulness].valueCodeableConcept = HeilsamDiary|1#restfulness-4 "erholsam"
* component[awakenings].code = HeilsamDiary|1#awakenings "Wie oft aufgewacht"
* component[awakenings].valueInteger = 2

Instance: ExampleMood
InstanceOf: HeilsamMood
Usage: #example
Title: "Beispielstimmung"
Description: "Gut, und ruhig."
* insert Frame(0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0002)
* status = #final
* code = HeilsamDiary|1#mood "Stimmung"
* effectiveDateTime = "2026-01-02T09:00:00+01:00"
* valueCodeableConcept = HeilsamDiary|1#mood-4 "gut"
* component[tension].code = HeilsamDiary|1#tension "Anspannung"
* component[tension].valueCodeableConcept = HeilsamDiary|1#tension-2 "ruhig"

Instance: ExamplePulseRhythm
InstanceOf: HeilsamPulseRhythm
Usage: #example
Title: "Beispiel für einen unregelmäßigen Puls"
Description: "Bemerkt bei einer Blutdruckmessung."
* insert Frame(0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0003)
* status = #final
* effectiveDateTime = "2026-01-02T09:00:00+01:00"
* derivedFrom.reference = "urn:uuid:0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0013"

Instance: ExampleSkippedDose
InstanceOf: HeilsamSkippedDose
Usage: #example
Title: "Ausgelassene Beispieldosis"
Description: "Eine halbe Tablette, vergessen."
* insert Frame(0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0004)
* status = #not-taken
* statusReason = HeilsamDiary|1#skip-forgotten "vergessen"
* medicationReference.reference = "urn:uuid:0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0014"
* effectiveDateTime = "2026-01-02T08:00:00+01:00"
* informationSource.reference = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"
* dosage.doseAndRate.doseQuantity.value = 0.5
* dosage.doseAndRate.doseQuantity.unit = "Tablette"
* dosage.doseAndRate.doseQuantity.system = "http://unitsofmeasure.org"
* dosage.doseAndRate.doseQuantity.code = #{Tbl}

Instance: ExampleActivity
InstanceOf: HeilsamActivity
Usage: #example
Title: "Beispielbewegung"
Description: "Ein Spaziergang."
* insert Frame(0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0005)
* status = #completed
* category = http://hl7.org/fhir/sid/icf#d570 "Auf seine Gesundheit achten"
* code = HeilsamDiary|1#activity-walking "Gehen"
* code.text = "Gehen, 30 Minuten, mittel"
* performedPeriod.start = "2026-01-02T10:00:00+01:00"
* performedPeriod.end = "2026-01-02T10:30:00+01:00"

Instance: ExampleComplaint
InstanceOf: HeilsamComplaint
Usage: #example
Title: "Beispielbeschwerde"
Description: "Mäßiger Schwindel."
* insert Frame(0c9a6e0e-6a86-5d54-9d39-1f6f0a3a0006)
* clinicalStatus = http://terminology.hl7.org/CodeSystem/condition-clinical|4.0.1#active "Active"
* category = http://snomed.info/sct|http://snomed.info/sct/900000000000207008/version/20220331#409586006 "Complaint (finding)"
* severity = http://snomed.info/sct#6736007 "Moderate"
* code = HeilsamDiary|1#effect-dizziness "Schwindel"
* code.text = "Schwindel, mittel"
* onsetDateTime = "2026-01-02T11:00:00+01:00"
* recorder.reference = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"
