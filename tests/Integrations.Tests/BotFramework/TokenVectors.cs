using System.Text.Json.Nodes;
using BotAssistant.Testing.BotFramework;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>A request that is right or wrong in one way.</summary>
/// <param name="IsTaken">Our verdict.</param>
/// <param name="Header">Makes the Authorization header; null without one.</param>
/// <param name="Connector">The verdict of botframework-connector 4.23.3.</param>
/// <param name="Agents">The verdict of agents-hosting 1.8.1 with its issuer validation; null where the row needs what it does not have.</param>
internal sealed record TokenVector(string Name, bool IsTaken, Func<string?> Header, JsonObject Activity, bool Connector, bool? Agents)
{
    /// <summary>Apps that the reference is told to take calls of (skills).</summary>
    public string[]? AllowedCallers { get; init; }

    public string[]? RequiredEndorsements { get; init; }

    public static IReadOnlyList<string> Names { get; } = [.. Make(null, null).Select(vector => vector.Name)];

    public static IReadOnlyList<TokenVector> All(BotFrameworkServer server) => [.. Make(server.Azure, server.Message())];

    /// <summary>Without an Azure only the names are real.</summary>
    private static IEnumerable<TokenVector> Make(FakeAzure? azure, JsonObject? message)
    {
        const string OtherApp = "22222222-2222-2222-2222-222222222222";
        const string OtherTenant = "12345678-0000-0000-0000-000000000000";
        var now = DateTimeOffset.UnixEpoch.AddSeconds(azure is null ? 0 : (long)azure.ChannelToken().Claims["nbf"]! + 60).ToUnixTimeSeconds();
        var valid = azure?.ChannelToken() ?? new FakeToken([], new FakeKey("", null!, null));
        var emulator = azure?.EmulatorToken() ?? valid;
        var emulator2 = azure?.EmulatorToken("2.0") ?? valid;
        var web = message ?? [];
        var local = Change(web, ("channelId", "emulator"));

        TokenVector Row(string name, bool taken, Func<string?> header, bool connector, bool? agents, JsonObject? activity = null) =>
            new(name, taken, header, activity ?? web, connector, agents);
        TokenVector Token(string name, bool taken, Func<object> token, bool connector, bool? agents, JsonObject? activity = null) =>
            Row(name, taken, () => $"Bearer {token()}", connector, agents, activity);
        FakeKey Key(int index) => azure!.ChannelKeys[index];

        yield return Token("valid channel token", true, () => valid, true, true);
        yield return Row("lower-case scheme", false, () => $"bearer {valid}", false, true);
        yield return Row("no header", false, () => null, false, false);
        yield return Row("empty header", false, () => "", false, false);
        yield return Row("scheme without a token", false, () => "Bearer ", false, false);
        yield return Row("garbage", false, () => "Bearer garbage", false, false);
        yield return Token("wrong audience", false, () => valid.With("aud", OtherApp), false, false);
        yield return Token("audience in upper case", false, () => valid.With("aud", FakeAzure.AppId.ToUpperInvariant()), false, false);
        yield return Token("audience in an array", false, () => valid.With("aud", new JsonArray(FakeAzure.AppId, OtherApp)), false, true);
        yield return Token("audience alone in an array", false, () => valid.With("aud", new JsonArray(FakeAzure.AppId)), false, true);
        yield return Token("audience missing", false, () => valid.With("aud", null), false, false);
        yield return Token("wrong issuer", false, () => valid.With("iss", "https://api.botframework.example"), false, false);
        yield return Token("issuer missing", false, () => valid.With("iss", null), false, false);
        yield return Token("expired 4 minutes ago", true, () => valid.With("exp", now - 240).With("nbf", now - 3600), true, true);
        yield return Token("expired 6 minutes ago", false, () => valid.With("exp", now - 360).With("nbf", now - 3600), false, false);
        yield return Token("valid in 4 minutes", true, () => valid.With("nbf", now + 240), true, true);
        yield return Token("valid in 6 minutes", false, () => valid.With("nbf", now + 360), false, false);
        yield return Token("no end", false, () => valid.With("exp", null), true, true);
        yield return Token("end is no number", false, () => valid.With("exp", "soon"), false, false);
        yield return Token("ends before it begins", false, () => valid.With("exp", now - 60).With("nbf", now + 60), true, true);
        yield return Token("rogue key under a known name", false, () => valid with { Key = FakeKey.New(valid.Key.Id, "webchat") }, false, false);
        yield return Token("rogue key under a name of its own", false, () => azure!.ChannelToken(FakeKey.New("rogue", "webchat")), false, false);
        yield return Token("no key id", false, () => valid with { KeyId = null }, false, false);
        yield return Token("RS384", true, () => valid with { Algorithm = "RS384" }, true, false);
        yield return Token("RS512", true, () => valid with { Algorithm = "RS512" }, true, false);
        yield return Token("PS256", false, () => valid with { Algorithm = "PS256" }, false, false);
        yield return Token("no algorithm", false, () => valid with { Algorithm = "none" }, false, false);
        yield return Token("HS256 with the public key", false, () => valid with { Algorithm = "HS256" }, false, false);
        yield return Token("tampered payload", false, () => valid.Tampered("serviceurl", "https://evil.example/"), false, false);
        yield return Token("service address of another", false, () => valid.With("serviceurl", "https://smba.trafficmanager.net/other/"), false, true);
        yield return Token("service address missing in the token", false, () => valid.With("serviceurl", null), false, true);
        yield return Token("service address without its last slash", false, () => valid.With("serviceurl", azure!.ServiceUrl.TrimEnd('/')), false, true);
        yield return Token("service address in upper case", false, () => valid.With("serviceurl", azure!.ServiceUrl.ToUpperInvariant()), false, true);
        yield return Token("service address missing in the activity", false, () => valid, true, true, Change(web, ("serviceUrl", null)));
        yield return Token("service address missing in both", false, () => valid.With("serviceurl", null), true, true, Change(web, ("serviceUrl", null)));
        yield return Token("channel not endorsed", false, () => valid, false, true, Change(web, ("channelId", "slack")));
        yield return Token("channel missing", false, () => valid, false, true, Change(web, ("channelId", null)));
        yield return Token("key without endorsements", false, () => azure!.ChannelToken(Key(1)), true, true);
        yield return Token("key with no endorsement", false, () => azure!.ChannelToken(Key(2)), true, true);

        yield return Token("emulator, version 1", true, () => emulator, true, true, local);
        yield return Token("emulator, version 2", true, () => emulator2, true, true, local);
        yield return Token("emulator, our own tenant", true, () => azure!.EmulatorToken("1.0", FakeAzure.TenantId), true, true, local);
        yield return Token("emulator, unknown tenant", false, () => azure!.EmulatorToken("1.0", OtherTenant), true, false, local);
        // A tenant of its own: the reference takes each for good that an unverified token has named in tid.
        yield return Token("emulator, unknown tenant not named twice", false, () => azure!.EmulatorToken("1.0", "12345678-0000-0000-0000-000000000001").With("tid", null), false, false, local);
        yield return Token("emulator, another app", false, () => emulator.With("appid", OtherApp), false, true, local);
        yield return Token("our own outgoing token", false, () => emulator.With("aud", FakeAzure.ChannelIssuer), true, false, local);
        yield return Token("emulator, audience another app", false, () => emulator.With("aud", OtherApp), false, false, local);
        yield return Token("emulator, any service address", false, () => emulator, true, true, Change(local, ("serviceUrl", "https://evil.example/")));
        yield return Token("emulator, Teams as its channel", false, () => emulator, true, true, Change(web, ("channelId", "msteams")));
        yield return Token("emulator, no version", false, () => emulator.With("ver", null), false, true, local);
        yield return Token("emulator, version 3", false, () => emulator.With("ver", "3.0"), false, true, local);
        yield return Token("emulator, version 2 with the claim of version 1", false, () => emulator.With("ver", "2.0"), false, true, local);
        yield return Token("emulator, a key of the channels", false, () => emulator with { Key = valid.Key, KeyId = valid.Key.Id }, false, false, local);
        yield return Token("channel, a key of the emulator", false, () => valid with { Key = emulator.Key, KeyId = emulator.Key.Id }, false, false);

        yield return Token("skill call of an allowed parent", false, () => emulator.With("appid", OtherApp), true, null, web) with { AllowedCallers = [OtherApp] };
        yield return Token("skill call of another parent", false, () => emulator.With("appid", OtherApp), false, null, web) with { AllowedCallers = ["33333333-3333-3333-3333-333333333333"] };
        yield return Token("skill call, any service address", false, () => emulator.With("appid", OtherApp), true, null, Change(web, ("serviceUrl", "https://evil.example/"))) with { AllowedCallers = [OtherApp] };
        // We have no such setting: the channel itself must be endorsed, always.
        yield return Token("further endorsement not met", true, () => valid, false, null) with { RequiredEndorsements = ["extra"] };
    }

    private static JsonObject Change(JsonObject activity, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var changed = (JsonObject)activity.DeepClone();
        foreach (var (name, value) in changes)
        {
            changed.Remove(name);
            if (value is not null)
            {
                changed[name] = value;
            }
        }

        return changed;
    }
}
