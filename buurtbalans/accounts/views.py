from django.http import HttpRequest, HttpResponse


def account(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x")
