def cross_origin_resource_policy(get_response):
    """Keep other sites from loading our pages as images, scripts or frames."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
