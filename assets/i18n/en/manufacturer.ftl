# The app for manufacturers.

manufacturer-nav-home = Overview
manufacturer-nav-account = Account
manufacturer-login-lead = For manufacturers who offer a DiGA.
manufacturer-register-title = Create manufacturer account
manufacturer-register-lead = With the code you got from the operator.
manufacturer-title = Your workspace
manufacturer-lead = Your account is ready. This will be the place for your application to BfArM.
manufacturer-later-title = The application documents come with the next version
manufacturer-later-text = Then you answer the questionnaires of DiGAV here and add evidence, and a second person approves. In this version that part does not exist yet.
manufacturer-now-title = What you can do today
manufacturer-now-sessions = See where you are logged in, and end logins.
manufacturer-now-sheet = Print a recovery sheet so that you do not lose your account.
manufacturer-now-second = Bring in a second person: the operator issues the code for an account of their own.
manufacturer-to-account = Open the account
manufacturer-account-title = Account
