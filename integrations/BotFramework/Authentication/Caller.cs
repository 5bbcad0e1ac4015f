using BotAssistant.BotFramework.Activities;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>Whose request it is, by a token that was verified. What it may say is judged when the activity has been read.</summary>
internal abstract record Caller
{
    private Caller() { }

    /// <summary>Azure: for the channels that the signing key is endorsed for, from the address in the token.</summary>
    public sealed record Channel(string ServiceUrl, IReadOnlyList<string> Endorsements) : Caller;

    /// <summary>The Emulator of somebody who knows our secret.</summary>
    public sealed record Emulator : Caller;

    /// <summary>This machine, in Development.</summary>
    public sealed record Anonymous : Caller;

    /// <summary>True when the token itself named the address that answers go to.</summary>
    public bool VouchesForServiceUrl => this is Channel;

    /// <summary>Why the caller must not send this; null when it may. A stable code for the operator, never for the caller.</summary>
    public string? Objection(Activity activity, ServiceUrlGuard guard) => this switch
    {
        Channel channel => channel.ObjectionTo(activity),
        Emulator when activity.ChannelId != "emulator" => "emulator-channel",
        Emulator when !guard.IsOfThisMachineOrListed(activity.ServiceUrl) => "emulator-service-url",
        // A caller that waits for its replies needs no address.
        Anonymous when activity.ServiceUrl is not null && !guard.IsOfThisMachine(activity.ServiceUrl) => "anonymous-service-url",
        _ => null,
    };
}

/// <summary>The rules of Azure's own tokens.</summary>
internal static class ChannelRules
{
    public static string? ObjectionTo(this Caller.Channel channel, Activity activity)
    {
        if (activity.ChannelId is not { Length: > 0 } channelId || !channel.Endorsements.Contains(channelId, StringComparer.Ordinal))
        {
            return "not-endorsed";
        }

        return channel.ServiceUrl.Length > 0 && activity.ServiceUrl == channel.ServiceUrl ? null : "service-url";
    }
}
