# The certificate by Anlage 2 of Anlage 31b.

anlage2-title = Certificate by Anlage 31b
anlage2-lead = The certificate of the provider of the video service (Anlage 2), word by word, to be signed. What you type stays encrypted on this device.
anlage2-open = Fill in the certificate
anlage2-output = Certificate of the video service
anlage2-output-text = Anlage 2 of Anlage 31b: certificates by letters a and b, statements 1 to 8b, as a PDF to sign.
anlage2-service = Name of the video service
anlage2-a = a) Information technology security
anlage2-b = b) Data protection
anlage2-c = c) Contents
anlage2-proof = Title and number of the proof
anlage2-body = Certifying body
anlage2-from = Valid from
anlage2-until = Valid until
anlage2-count = 8b. Largest number of participants
anlage2-who = Who is the person to ask?
anlage2-person = Person to ask
anlage2-contact = Contact
anlage2-applies = Applies
anlage2-applies-not = Does not apply
anlage2-wrong-date = Please give a day; the last day is not before the first one.
anlage2-over = This proof has expired. The certificate may not be issued with it.
anlage2-must-apply = Anlage 31b demands that this applies. Otherwise the certificate may not be issued.
anlage2-wrong-count = Please give a number from 3 on.
anlage2-make = Make PDF
anlage2-file = Certificate-Anlage-31b.pdf
anlage2-made = The PDF is ready in your downloads. It is valid only with stamp and signature.
