"""A person at a browser without JavaScript: follows links, fills in forms, presses buttons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html


class Visitor:
    """Uses the site by the links and forms of its pages, with real CSRF checks."""

    def __init__(self, user: Any = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if user is not None:
            self.client.force_login(user)
        self.page: Any = None
        self.address = ""

    def goes_to(self, address: str) -> Visitor:
        """Open an address and follow where it leads."""
        return self._shown(self.client.get(address, follow=True), address)

    def _shown(self, answer: Any, address: str) -> Visitor:
        assert answer.status_code == 200, (address, answer.status_code, self._alerts(answer))
        if answer.redirect_chain:
            address = answer.redirect_chain[-1][0]
        self.address, self.page = address, html.fromstring(answer.content)
        return self

    @staticmethod
    def _alerts(answer: Any) -> str:
        return " ".join(html.fromstring(answer.content).text_content().split())[:3000]

    @property
    def text(self) -> str:
        """Everything that the page says, on one line."""
        return " ".join(self.page.text_content().split())

    def follows(self, words: str) -> Visitor:
        """Follow the first link of the page whose words hold these."""
        for link in self.page.iterfind(".//a[@href]"):
            if words in " ".join(link.text_content().split()):
                return self.goes_to(link.get("href"))
        raise AssertionError(f"no link says {words!r} on {self.address}")

    def form_with(self, button: str) -> tuple[Any, Any]:
        """Find the form that has a button with these words."""
        for form in self.page.forms:
            for found in form.iterfind(".//button"):
                if button in " ".join(found.text_content().split()):
                    return form, found
        raise AssertionError(f"no button says {button!r} on {self.address}")

    def presses(self, button: str, file: Path | None = None, **said: Any) -> Visitor:
        """Fill in the form around a button and press it."""
        form, found = self.form_with(button)
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        data.update(said)
        if found.get("name"):
            data[found.get("name")] = found.get("value", "")
        if file is not None:
            (name,) = [box.get("name") for box in form.iterfind(".//input[@type='file']")]
            data[name] = SimpleUploadedFile(file.name, file.read_bytes())
        address = form.get("action") or self.address
        if form.method == "GET":
            return self._shown(self.client.get(address, data, follow=True), address)
        return self._shown(self.client.post(address, data, follow=True), address)
