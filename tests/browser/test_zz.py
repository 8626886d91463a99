from .test_content_security_policy import complaints


def test_inline(page, site, complaints):
    page.goto(site + "/en/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend','<p style=\"color:red\">x</p>')")
    page.goto(site + "/en/about/")
    print(complaints)
    assert complaints == []


def test_img(page, site, complaints):
    page.goto(site + "/en/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend','<img src=\"http://other.example/x.png\">')"
    )
    page.goto(site + "/en/about/")
    print(complaints)
    assert complaints == []


def test_html(page, site, complaints):
    def h(route):
        r = route.fetch()
        hd = dict(r.headers)
        hd.pop("content-security-policy", None)
        route.fulfill(
            status=200,
            headers=hd,
            body=r.text().replace(
                "</head>",
                "<script src='http://127.0.0.1:9/x.js'></script><script>nope()</script></head>",
            ),
        )

    page.route("**/en/", h)
    page.goto(site + "/en/")
    page.goto(site + "/en/about/")
    print(complaints)
    assert complaints == []


def test_404(page, site, complaints):
    page.goto(site + "/en/")
    page.evaluate("fetch('/static/nope.js')")
    page.wait_for_timeout(200)
    print(complaints)
    assert complaints == []
