"""What a project chooses in `[tool.regelratt]` of pyproject.toml: declared once, checked, located."""

from regelratt.settings.declared import DECLARATIONS as DECLARATIONS
from regelratt.settings.declared import Declaration as Declaration
from regelratt.settings.declared import Settings as Settings
from regelratt.settings.file import SETTINGS_FILE as SETTINGS_FILE
from regelratt.settings.loading import load_settings as load_settings
from regelratt.settings.loading import shown_settings as shown_settings
from regelratt.settings.presence import absent_evidence as absent_evidence
from regelratt.settings.presence import stated_at as stated_at
