"""Takes the pictures of the editors' help from a running admin: `python -m tests.pictures ADDRESS`.

The account is that of the environment's NAME and PASSWORD; nothing is saved.
"""

import os
import shutil
import sys

from playwright.sync_api import sync_playwright

from . import PROJECT

PLACE = PROJECT / "static" / "img" / "help"
# A week after the newest figures that are shipped.
DAY = "2026-10-16"
REASON = {"en": "Feed of October 16", "fr": "Flux du 16 octobre"}


def log_in(page, site):
    page.goto(f"{site}/admin/")
    page.fill("#id_username", os.environ["NAME"])
    page.fill("#id_password", os.environ["PASSWORD"])
    page.click("[type=submit]")


def take(page, site, language):
    page.goto(f"{site}/admin/")
    keep(page, f"desk.{language}", 500)

    page.goto(f"{site}/admin/quotas/quota/find/?q=korea+working")
    page.fill("#id_places", "10250")
    page.fill("#id_as_of", DAY)
    page.fill("#id_reason", REASON[language])
    page.wait_for_timeout(1000)
    page.locator("#id_reason").focus()
    page.evaluate("document.getElementById('id_reason').scrollIntoView()")
    keep(page, f"quota.{language}", 640)

    page.goto(f"{site}/admin/read/{language}/")
    page.locator(".admin-bar a").first.click()
    page.fill("#id_as_of", DAY)
    page.select_option("#id_source", index=1)
    page.fill("#id_reason", REASON[language])
    page.locator("#sheet input[name^=cell-KR]").first.fill("10250")
    page.locator("#sheet input[name^=cell-JP]").first.fill("6500")
    page.locator("[name=_differences]").click()
    keep(page, f"sheet.{language}", 640)


def keep(page, name, height):
    page.wait_for_load_state("networkidle")
    page.screenshot(
        path=PLACE / f"{name}.png", clip={"x": 0, "y": 0, "width": 800, "height": height}
    )


def main(site):
    PLACE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        for language in ("en", "fr"):
            context = browser.new_context(
                locale=f"{language}-CA", viewport={"width": 800, "height": 700}
            )
            page = context.new_page()
            log_in(page, site)
            take(page, site, language)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
