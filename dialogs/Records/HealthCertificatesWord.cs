using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Records;

namespace BotAssistant.Dialogs.Records;

/// <summary>健康证: who has one and until when, the expired first. 健康证 登记 姓名 records one, 健康证 离职 N ends one.</summary>
public sealed class HealthCertificatesWord(ITexts texts, RecordsDesk desk, IHealthCertificates certificates, TimeProvider time) : IWord
{
    public string Name => "health-certificates";
    public Ability Needs => Ability.KeepRecords;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (After(argument, "record") is { } holder)
        {
            return new WordReply.Opens(HealthCertificateDialog.Name, "") { Answers = holder.Length is > 0 and <= 20 ? new() { [HealthCertificateDialog.HolderKey] = holder } : [], TakesUpDraft = holder.Length == 0 };
        }

        if (After(argument, "left") is { } left)
        {
            return await LeftAsync(caller.Person!, left, stop);
        }

        return argument.Length == 0 ? await ListAsync(caller.Person!, stop) : WordReply.Refused(texts, new Refusal("certificate-how"));
    }

    private async Task<WordReply> ListAsync(Person owner, CancellationToken stop)
    {
        var (lines, today) = (new List<string>(), ChinaTime.Today(time));
        foreach (var workshop in await desk.KeptByAsync(owner, stop))
        {
            var current = await certificates.CurrentAsync(workshop.Id, stop);
            lines.Add(texts.Say(current.Count == 0 ? "health-certificate.list-none" : "health-certificate.list", ("workshop", workshop.Name), ("count", $"{current.Count}")));
            lines.AddRange(current.Select(certificate => Line(certificate, today)));
        }

        return lines.Count == 0
            ? WordReply.Refused(texts, new Refusal("no-workshop"))
            : new WordReply.Says(string.Join('\n', [.. lines, texts.Say("health-certificate.how")]));
    }

    private async Task<WordReply> LeftAsync(Person owner, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, _))
        {
            return WordReply.Refused(texts, new Refusal("certificate-how"));
        }

        var (certificate, refusal) = await desk.LeftAsync(owner, number, stop);
        return certificate is null ? WordReply.Refused(texts, refusal!) : new WordReply.Says(texts.Say("health-certificate.left", ("holder", certificate.Holder)));
    }

    private string Line(HealthCertificate certificate, DateOnly today)
    {
        var days = certificate.DaysLeft(today);
        return texts.Say(days < 0 ? "health-certificate.line-expired" : "health-certificate.line",
            ("number", $"{certificate.Number}"),
            ("holder", certificate.Holder),
            ("date", Dates.Day(certificate.ExpiresOn)),
            ("days", $"{Math.Abs(days)}"));
    }

    /// <summary>What follows one of the spellings of a sub-word; null when the argument does not begin with it.</summary>
    private string? After(string argument, string what)
        => texts.Say($"health-certificate.words.{what}").Split('|')
            .Where(spelling => argument.StartsWith(spelling, StringComparison.Ordinal)).Select(spelling => argument[spelling.Length..].Trim()).FirstOrDefault();
}
