using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BotAssistant.Testing.BotFramework;

/// <summary>A JSON Web Token made by hand, so that it may be wrong in any way. Shares no code with the channel.</summary>
/// <param name="Claims">The payload.</param>
public sealed record FakeToken(JsonObject Claims, FakeKey Key)
{
    public string Algorithm { get; init; } = "RS256";

    /// <summary>Null: left out.</summary>
    public string? KeyId { get; init; } = Key.Id;

    /// <summary>A copy with a claim changed, added, or (null) left out.</summary>
    public FakeToken With(string claim, JsonNode? value)
    {
        var claims = (JsonObject)Claims.DeepClone();
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }

        return this with { Claims = claims };
    }

    /// <summary>The compact form.</summary>
    public override string ToString()
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = Algorithm };
        if (KeyId is not null)
        {
            header["kid"] = KeyId;
        }

        var signed = $"{Encode(header.ToJsonString())}.{Encode(Claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The same signature under another payload.</summary>
    public string Tampered(string claim, JsonNode value)
    {
        var (mine, other) = (ToString().Split('.'), With(claim, value).ToString().Split('.'));
        return $"{mine[0]}.{other[1]}.{mine[2]}";
    }

    private byte[] Sign(byte[] data) => Algorithm switch
    {
        "RS256" => Key.Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => Key.Rsa.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Key.Rsa.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => Key.Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", Key.PublicKey)), data),
        _ => [],
    };

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
