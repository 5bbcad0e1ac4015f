using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.BotFramework;

/// <summary>An RSA key pair of the fake Azure. Null endorsements = the field is not there at all.</summary>
public sealed record FakeKey(string Id, RSA Rsa, IReadOnlyList<string>? Endorsements)
{
    // Making a key takes a second of a busy machine; the two that every test needs are made once.
    private static readonly RSAParameters First = RSA.Create(2048).ExportParameters(true);
    private static readonly RSAParameters Second = RSA.Create(2048).ExportParameters(true);

    public static FakeKey New(string id, params string[] endorsements) => new(id, RSA.Create(2048), endorsements);

    public static FakeKey WithoutEndorsements(string id) => new(id, RSA.Create(2048), null);

    /// <summary>The same pair in every test of a run.</summary>
    public static FakeKey OfChannels(params string[] endorsements) => new("channel-1", RSA.Create(First), endorsements);

    /// <inheritdoc cref="OfChannels"/>
    public static FakeKey OfEmulator() => new("emulator-1", RSA.Create(Second), null);

    public byte[] PublicKey => Rsa.ExportSubjectPublicKeyInfo();

    public JsonObject ToJwk()
    {
        var parameters = Rsa.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        if (Endorsements is not null)
        {
            jwk["endorsements"] = new JsonArray([.. Endorsements.Select(channel => (JsonNode)channel)]);
        }

        return jwk;
    }
}
