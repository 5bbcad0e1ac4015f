using BotAssistant.Conversations;
using BotAssistant.Persistence;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>rotate-keys</c>: after a new current key was configured, brings every stored value to it, so that the old key can go.</summary>
internal static class RotateKeysVerb
{
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken stop)
    {
        var count = await services.GetRequiredService<KeyRotation>().ReEncryptAsync(stop);
        await Console.Out.WriteLineAsync(services.GetRequiredService<ITexts>().Say("host.rotated", ("count", $"{count}")));
        return 0;
    }
}
