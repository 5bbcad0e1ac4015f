using BotAssistant.Auditing;
using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Filings;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Inspections;

/// <summary>看照片 N: the photos of a corrective action; with a registration number, those of a workshop's file and of its posted letter.</summary>
public sealed class ShowPhotosWord(ITexts texts, ActionDesk desk, IWorkshops workshops, ICommitmentSignatures signatures, PhotoAlbum album) : IWord
{
    public string Name => "show-photos";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (argument.Contains('-', StringComparison.Ordinal))
        {
            return await OfWorkshopAsync(caller.Person!, argument, stop);
        }

        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        return await desk.SupervisedAsync(caller.Person!, number, stop) is var (action, _)
            ? await album.ShowAsync(caller.Person!, $"action {number}", texts.Say("photos.action", ("number", $"{number}")), action.Steps.SelectMany(step => step.Photos), stop)
            : WordReply.Refused(texts, new Refusal("action-unknown"));
    }

    private async Task<WordReply> OfWorkshopAsync(Person inspector, string number, CancellationToken stop)
    {
        if (await workshops.FindByNumberAsync(number, stop) is not { } workshop || !inspector.Covers(workshop.District))
        {
            return WordReply.Refused(texts, new Refusal("workshop-unknown"));
        }

        var posted = (await signatures.OfAsync(workshop.Id, stop)).Select(signature => signature.PostedPhoto).OfType<string>();
        return await album.ShowAsync(inspector, $"workshop {workshop.Number}", workshop.Name, [.. posted, .. PhotoAlbum.Of(workshop.Particulars)], stop);
    }
}

/// <summary>看建档照片 N: the photos of a filing.</summary>
public sealed class ShowFilingPhotosWord(ITexts texts, IFilings filings, PhotoAlbum album) : IWord
{
    public string Name => "show-filing-photos";
    public Ability Needs => Ability.QueryWorkshops;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        return await filings.FindByNumberAsync(number, stop) is { } filing && caller.Person!.Covers(filing.District)
            ? await album.ShowAsync(caller.Person!, $"filing {number}", texts.Say("photos.filing", ("number", $"{number}")), PhotoAlbum.Of(filing.Particulars), stop)
            : WordReply.Refused(texts, new Refusal("filing-unknown"));
    }
}

/// <summary>Shows stored photos to somebody who may see them, and writes down who got which.</summary>
public sealed class PhotoAlbum(ITexts texts, IMediaStore media, IAudit audit, TimeProvider time)
{
    private const int Most = 9;

    public static IEnumerable<string> Of(Particulars particulars) => [.. particulars.Identity.Photos, .. particulars.FloorPlan.Photos];

    /// <param name="subject">As the audit names it.</param>
    /// <param name="title">As the person reads it.</param>
    public async Task<WordReply> ShowAsync(Person viewer, string subject, string title, IEnumerable<string> hashes, CancellationToken stop)
    {
        var files = new List<OutboundFile>();
        foreach (var hash in hashes.Distinct().Take(Most))
        {
            if (await media.FindAsync(hash, stop) is { } photo)
            {
                files.Add(new OutboundFile(texts.Say("photos.name", ("title", title), ("place", $"{files.Count + 1}"), ("ending", photo.ContentType["image/".Length..])), photo.ContentType, hash));
            }
        }

        if (files.Count == 0)
        {
            return new WordReply.Says(texts.Say("photos.none", ("title", title)));
        }

        await audit.WriteAsync(time, viewer, "photos-viewed", subject, string.Join(' ', files.Select(file => file.Hash)), stop);
        return new WordReply.Says(texts.Say("photos.shown", ("title", title), ("count", $"{files.Count}"))) { Files = files };
    }
}
