using Microsoft.AspNetCore.Http;

namespace BotAssistant.WeChat.Receiving;

/// <summary>The signed part of a callback's address. Absent and repeated parameters are empty, which no signature fits.</summary>
internal sealed record PushQuery(string Signature, string Timestamp, string Nonce, string EncryptType, string MessageSignature, string Echo)
{
    public static PushQuery Of(IQueryCollection query) => new(
        One(query, "signature"), One(query, "timestamp"), One(query, "nonce"), One(query, "encrypt_type"), One(query, "msg_signature"), One(query, "echostr"));

    /// <summary>A missing type and "raw" both mean a clear body.</summary>
    public bool IsEncrypted => EncryptType == "aes";

    private static string One(IQueryCollection query, string name) => query[name] is [{ } value] ? value : "";
}
