"""How Buurtbalans looks: themes, tokens, icons and what is copied from npm at set-up.

Nothing of a third party is in the repository. `manage.py build_assets` fills the git-ignored folder
`var/assets/`; without it the site runs on `static/bb/basis.css` and `static/bb/app.css` alone.
"""
