"""Tokens for programs, made by name and password, kept as hashes, revoked at any time."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from knox.auth import TokenAuthentication
from knox.models import get_token_model
from rest_framework import serializers, status
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.api_fields import Strict
from articles.api_shapes import KnownParameters


class CredentialsSerializer(Strict):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=4096, trim_whitespace=False, style={"input_type": "password"})


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField(read_only=True, help_text="Shown this once; only its hash is kept.")
    expires_at = serializers.DateTimeField(read_only=True, allow_null=True)


class TokenView(KnownParameters, APIView):
    """Make a token with name and password. Send it with every request as `Authorization: Token …`."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    serializer_class = CredentialsSerializer

    def get_authenticate_header(self, request: Request) -> str:
        return "Token"

    @extend_schema(
        request=CredentialsSerializer,
        responses={201: TokenSerializer},
        examples=[OpenApiExample("A reader", {"username": "reader", "password": "…"}, request_only=True)],
    )
    def post(self, request: Request) -> Response:
        sent = CredentialsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        user = authenticate(request._request, **sent.validated_data)
        if user is None:
            raise AuthenticationFailed(_("Name or password is not right, or the account is locked for a while."))
        stored, token = get_token_model().objects.create(user=user)
        answer = TokenSerializer({"token": token, "expires_at": stored.expiry})
        return Response(answer.data, status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})


class RevokeView(KnownParameters, APIView):
    """Revoke the token that the request is sent with."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsAuthenticated,)

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


class RevokeAllView(KnownParameters, APIView):
    """Revoke all tokens of the account."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        request.user.auth_token_set.all().delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
