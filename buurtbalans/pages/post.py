from django.http import HttpRequest, HttpResponse


def post_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x")


def post_detail(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse("x")
