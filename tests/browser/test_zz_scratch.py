def test_b(page, site):
    page.set_default_timeout(3000)
    page.on("console", lambda m: print("CON", m.text))
    page.on("pageerror", lambda m: print("ERR", m))
    page.on("request", lambda r: print("REQ", r.url, r.is_navigation_request()))
    page.goto(site + "/en/")
    page.evaluate("window.m=1")
    page.get_by_text("More filters").click()
    page.get_by_label("Unlimited").check()
    page.wait_for_timeout(800)
    print(page.title(), page.locator("tbody tr").count(), page.url, page.evaluate("window.m"))
    print(page.locator("#announcer").text_content())
    print(page.locator("#language-switch a").get_attribute("href"))
    print(page.evaluate("history.length"))
    page.fill("#id_min_places", "-3")
    page.keyboard.press("Tab")
    page.wait_for_timeout(800)
    print(page.url, page.locator("#error-min_places").text_content())
    page.go_back()
    page.wait_for_timeout(500)
    print(page.url, page.evaluate("history.length"))
    print(
        page.url,
        page.get_by_label("Unlimited").is_checked(),
        page.locator("tbody tr").count(),
        page.locator("#id_min_places").input_value(),
    )
