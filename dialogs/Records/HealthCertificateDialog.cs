using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Records;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Records;

/// <summary>健康证 登记: whose, until when, its number and a photo. The same person's earlier one is replaced.</summary>
public sealed class HealthCertificateDialog(ITexts texts, Sentences sentences, RegulationBook regulations)
{
    public const string Name = "health-certificate";

    /// <summary>Key of the answer that the word may bring along.</summary>
    public const string HolderKey = "holder";

    private const int ShortestNumber = 4, LongestNumber = 30;

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var kept = await ask.Fetch(new FindKept());
        if (kept.Count == 0)
        {
            return new NothingToKeep();
        }

        var rule = regulations.On(ask.Today).HealthCheck;
        var workshop = kept.Count == 1 ? $"{kept[0].Id}" : await ask.For(Which.Of(kept));
        var holder = await ask.For(new TextQuestion(HolderKey, 1, 20));
        var until = await ask.For(new FormattedQuestion("until", "date", (string typed, out string canonical) => ReadUntil(typed, ask.Today, rule, out canonical)) { Values = [("basis", rule.Basis)] });
        var none = OptionTexts.One(texts, "health-certificate.paper", "none");
        var paper = await ask.For(new FormattedQuestion("paper", "certificate number", ReadPaper) { Otherwise = none });
        var photo = await ask.For(new PhotoQuestion("photo", OptionTexts.One(texts, "health-certificate.photo", "none")));
        var command = new RecordCertificate(new NewCertificate(
            Guid.Parse(workshop), holder, paper == none.Id ? null : paper, DateOnly.ParseExact(until, "O", CultureInfo.InvariantCulture), photo.Hash));
        await ask.Confirm(command);
        return command;
    }

    private Refusal? ReadUntil(string typed, DateOnly today, HealthCheck rule, out string canonical)
    {
        canonical = "";
        if (sentences.ReadDay(typed, today, out var until) is { } refusal)
        {
            return refusal;
        }

        canonical = until.ToString("O", CultureInfo.InvariantCulture);
        return until < today ? new Refusal("certificate-expired", ("date", Dates.Day(until)))
            : until > rule.LatestOn(today) ? new Refusal("certificate-too-long", ("date", Dates.Day(until)), ("basis", rule.Basis))
            : null;
    }

    private static Refusal? ReadPaper(string typed, out string canonical)
    {
        canonical = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return canonical.Length is >= ShortestNumber and <= LongestNumber && canonical.Any(char.IsAsciiDigit) && typed.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '/')
            ? null
            : new Refusal("certificate-number");
    }
}
