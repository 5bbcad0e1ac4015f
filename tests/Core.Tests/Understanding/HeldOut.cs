using BotAssistant.Content;
using BotAssistant.Core.Tests.HouseRules;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Understanding;
using Microsoft.Extensions.Time.Testing;

namespace BotAssistant.Core.Tests.Understanding;

/// <summary>The half of the utterances that nothing is trained on, and who says it.</summary>
internal static class HeldOut
{
    public static readonly Role[] Audiences = [Role.Owner, Role.Inspector, Role.Officer];

    public static readonly Utterances Shipped = UtteranceFiles.Load(typeof(RegulationBook).Assembly);

    public static IReadOnlyList<Phrasing> Everyones => Read("all");

    public static IReadOnlyList<Phrasing> Of(Role role) => [.. Read(role.ToString().ToLowerInvariant()), .. Everyones];

    public static Listener Listener(Utterances? utterances = null)
        => new(utterances ?? Shipped, RegulationFiles.Load(typeof(RegulationBook).Assembly), new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero)));

    private static IReadOnlyList<Phrasing> Read(string who)
    {
        var file = $"held-out-{who}.yaml";
        using var content = File.OpenRead(Path.Combine(Repository.Root.FullName, "tests", "Core.Tests", "Understanding", file));
        return UtteranceFiles.Phrasings(file, content);
    }
}
