from django.http import HttpRequest, HttpResponse


def traject(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("x")
