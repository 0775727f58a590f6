# What is loaded later, and what stands there when it does not come.

later-failed-title = Page not loaded
later-replaced-title = There is a new version
later-replaced = To continue, please reload. What you saved is still there.
later-reload = Reload
