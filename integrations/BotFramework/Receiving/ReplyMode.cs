using BotAssistant.BotFramework.Activities;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>How the caller takes the answer: with its own request, or pushed to the service address.</summary>
/// <param name="DirectParts">0: all is pushed.</param>
internal sealed record ReplyMode(TimeSpan Patience, int DirectParts)
{
    /// <summary>More than one answer ever has.</summary>
    private const int All = 1_000;

    public static ReplyMode Of(Activity activity, BotFrameworkOptions options) => activity switch
    {
        { Type: ActivityTypes.Invoke } => new(options.ReplyPatience - options.InvokeMargin, All),
        { DeliveryMode: "expectReplies" } => new(options.ReplyPatience, All),
        _ => new(TimeSpan.Zero, 0),
    };
}
