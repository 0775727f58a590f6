# The contract of the practice with the operator.

contract-title = Contract
contract-lead = Your details as a party to the contract, plan, documents and notice.
contract-settings = Practice details, plan, data-processing agreement, notice; and the state of your proof.
contract-open = Open contract
contract-since = The contract with { $operator } has run since { $day }.
contract-practice = Your practice
contract-practice-text = The operator needs these details for the contract and can read them. Nothing about patients is stored here.
contract-email = E-mail address
contract-email-hint = Confirmations go there.
contract-plan = Plan
contract-plan-name = { $name }: { $price }
contract-free = free
contract-price = { $price } per month
contract-iban = IBAN
contract-iban-hint = The account that is charged
contract-iban-wrong = This IBAN is wrong, or the account is outside the European Economic Area. Please compare it with your card.
contract-mandate = When you conclude the contract or save changes, you authorise { $operator } (creditor identifier { $creditor }) to collect payments from this account by SEPA direct debit. You also instruct your bank to pay these debits. Within eight weeks of the debit you can ask for the money back; the terms of your bank apply. The reference of the mandate stands on every invoice.
contract-agree = Your details are from a time when nothing was charged here. Please check plan and IBAN and save everything once more. You are charged from then on only.
contract-wrong = This was not accepted. Please check it.
contract-conclude = Conclude contract
contract-save = Save changes
contract-concluded = The contract has been concluded.
contract-saved = The changes have been saved and apply from now on.
contract-papers = Documents
contract-agreement = Agreement as PDF
contract-agreement-text = The data-processing agreement under Article 28 GDPR with the details of both sides, to be signed. It is in German.
contract-certificates = Certificates of the service
contract-no-certificates = The operator has not provided a certificate under Anlage 31b yet. Without it nothing may be billed.
contract-certificate-facts = Issued by { $issuer }, valid until { $day }
contract-certificate-over = expired
contract-certificate-soon =
    { $days ->
        [0] valid until the end of today
        [one] valid for 1 more day
       *[other] valid for { $days } more days
    }
contract-certificate-ends = The certificate “{ $title }” of the video service is valid until { $day } only. The operator has to renew it.
contract-certificate-ended = The certificate “{ $title }” of the video service was valid until { $day } only. Please ask the operator for a new one before you bill.
contract-certificate-save = Save PDF
contract-certificate-file = Certificate-{ $number }.pdf
contract-ending = Notice
contract-ending-text = Three months to the end of a quarter. Until the last day the plan is charged, and you can take the notice back. After that the account is deleted with everything stored for it; only invoices stay, encrypted, because tax law wants them kept. If you are the main user of a practice, it ends too: the shared calendar and the accounts of the practice staff are deleted.
contract-cancel = Give notice
contract-cancel-title = Give notice?
contract-cancel-text = The last day of the contract is { $day }.
contract-cancel-mail = The confirmation goes to { $email }.
contract-cancel-yes = Give notice now
contract-cancelled = The notice has arrived.
contract-cancelled-mail = The notice has arrived. The confirmation has been sent by e-mail.
contract-cancelled-later = The notice has arrived. The confirmation follows by e-mail.
contract-ends-title = The contract ends on { $day }
contract-ends-text = You gave notice on { $given }. After the last day the account is deleted.
contract-revoke = Take the notice back
contract-revoked = The notice has been taken back. The contract continues.
contract-revoked-mail = The notice has been taken back. The confirmation has been sent by e-mail.
contract-revoked-later = The notice has been taken back. The confirmation follows by e-mail.

invoice-list = Invoices
invoice-none = No invoice yet. One is made when a month with a plan that costs something is over.
invoice-last = The last invoice is here a week before the end. Please save all of them by { $day }.
invoice-title = Invoice { $number }
invoice-facts = From { $from } to { $until }: { $amount }. Collected from { $due } on.
invoice-save = Save PDF
invoice-file = invoice-{ $number }.pdf
invoice-made = Date of invoice
invoice-period = Period
invoice-from-until = { $from } to { $until }
invoice-parties = From and to
invoice-seller = From
invoice-tax-number = Tax number
invoice-buyer = To
invoice-what = Service
invoice-lines = Use of the video service
invoice-days = Period
invoice-sms = { $messages } text messages at { $price } each
invoice-amount = Amount
invoice-net = Net
invoice-tax = Value added tax { $percent }%
invoice-gross = To pay
invoice-payment = Payment
invoice-payment-text = We collect { $amount } on { $day } at the earliest by SEPA direct debit from your account { $account }. This invoice announces the debit.
invoice-mandate = Reference of the mandate
invoice-creditor = Creditor identifier

agreement-file = Data-processing-agreement.pdf

confirmation-title = Confirmation for the association of physicians
confirmation-text = It names your practice, the provider and the numbers of the certificates. Some associations want it in place of a form of their own.
confirmation-make = Make confirmation
confirmation-file = Confirmation-video-service.pdf
confirmation-missing = Nothing can be confirmed yet. What the operator lacks:
confirmation-no-address = an address
confirmation-no-security = a valid certificate of information security with its number
confirmation-no-privacy = a valid certificate of data protection with its number
