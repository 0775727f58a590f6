// The consents of an account, as a file of their own: MIO DiGA has no profile for them.

CodeSystem: HeilsamConsentPurpose
Id: consent-purpose
Title: "Zwecke der Einwilligung"
Description: "Wofür personenbezogene Daten verarbeitet werden dürfen (DiGAV § 4 Abs. 2; Anlage 31b BMV-Ä § 4 Abs. 2)."
* ^status = #draft
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #intended-use "Bestimmungsgemäße Nutzung" "DiGAV § 4 Abs. 2 S. 1 Nr. 1"
* #evidence-of-effect "Nachweis positiver Versorgungseffekte" "DiGAV § 4 Abs. 2 S. 1 Nr. 2"
* #work-capacity "Nachweis zum Erhalt der Arbeitsfähigkeit" "DiGAV § 4 Abs. 2 S. 1 Nr. 2a"
* #outcome-reporting "Anwendungsbegleitende Erfolgsmessung" "DiGAV § 4 Abs. 2 S. 1 Nr. 3"
* #remuneration "Nachweise für Vergütungsvereinbarungen" "DiGAV § 4 Abs. 2 S. 1 Nr. 3"
* #improvement "Dauerhafte Gewährleistung und Weiterentwicklung" "DiGAV § 4 Abs. 2 S. 1 Nr. 4, gesondert eingeholt"
* #video-consultation "Videosprechstunde" "Anlage 31b BMV-Ä § 4 Abs. 2"
* #sharing "Einsicht für eine gewählte Praxis" "Vom Patienten gewählt"
* #recovery-contact "Vertrauensperson für den Wiederzugang" "Vom Patienten gewählt"
* #patient-record "Übermittlung in die elektronische Patientenakte" "DiGAV § 6a"
* #device-data "Abruf von Werten beim Hersteller des Messgeräts" "SGB V § 374a"

ValueSet: HeilsamConsentPurposes
Id: consent-purposes
Title: "Zwecke der Einwilligung"
Description: "Alle Zwecke."
* ^status = #draft
* ^experimental = false
* include codes from system HeilsamConsentPurpose

Extension: HeilsamConsentText
Id: consent-text
Title: "Gezeigter Text"
Description: "Welcher Text bei der Einwilligung auf dem Bildschirm stand, und die Signatur darüber."
* ^status = #draft
* ^experimental = false
* ^context[0].type = #element
* ^context[0].expression = "Consent"
* extension contains version 1..1 and sha384 1..1 and signature 0..1
* extension[version].value[x] only string
* extension[version] ^short = "Version des Textes"
* extension[sha384].value[x] only string
* extension[sha384] ^short = "SHA-384 des Textes, hexadezimal"
* extension[signature].value[x] only base64Binary
* extension[signature] ^short = "ECDSA P-384 mit dem Schlüssel des Kontos"

Profile: HeilsamConsent
Parent: Consent
Id: consent
Title: "Einwilligung"
Description: "Eine Handlung: Einwilligung in einen Zweck oder ihr Widerruf."
* ^status = #draft
* ^experimental = false
* extension contains HeilsamConsentText named text 1..1 MS
* identifier 1..1 MS
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value 1..1
* status MS
* status from HeilsamConsentStates (required)
* scope = http://terminology.hl7.org/CodeSystem/consentscope#patient-privacy
* category = http://loinc.org#59284-0 "Consent Document"
* patient 1..1 MS
* dateTime 1..1 MS
* organization 1..1 MS
* organization.display 1..1
* policy 1..1
* policy.uri 1..1
* provision 1..1 MS
* provision.type 1..1 MS
* provision.purpose 1..1 MS
* provision.purpose from HeilsamConsentPurposes (required)

ValueSet: HeilsamConsentStates
Id: consent-states
Title: "Stand der Einwilligung"
Description: "Erteilt oder widerrufen."
* ^status = #draft
* ^experimental = false
* http://hl7.org/fhir/consent-state-codes#active "Active"
* http://hl7.org/fhir/consent-state-codes#inactive "Inactive"

Profile: HeilsamConsentFile
Parent: Bundle
Id: consent-file
Title: "Einwilligungsdatei"
Description: "Alle Einwilligungen und Widerrufe eines Kontos in der Reihenfolge, in der sie geschahen."
* ^status = #draft
* ^experimental = false
* type = #collection
* timestamp 1..1
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1

Instance: ConsentGiven
InstanceOf: HeilsamConsent
Usage: #example
Title: "Erteilte Einwilligung"
Description: "Einwilligung in die bestimmungsgemäße Nutzung."
* extension[text].extension[version].valueString = "2026-1"
* extension[text].extension[sha384].valueString = "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b"
* identifier.value = "urn:uuid:6f8a2c5e-4f3b-5d1e-9a77-0c1d2e3f4a5b"
* status = #active
* patient.reference = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a"
* dateTime = "2026-01-01T08:00:00Z"
* organization.display = "Heilsam Beispiel GmbH"
* policy.uri = "https://www.gesetze-im-internet.de/digav/__4.html"
* provision.type = #permit
* provision.purpose = HeilsamConsentPurpose#intended-use "Bestimmungsgemäße Nutzung"
