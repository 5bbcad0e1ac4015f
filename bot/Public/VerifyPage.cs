using System.Globalization;
using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Public;

/// <summary>
/// <c>GET /verify/{code}</c>: what anybody may know of the letter on the wall. The workshop's name, number and district; no person, no number of a person,
/// no address. A code that names nothing gets the same page with another answer.
/// </summary>
internal sealed class VerifyPage(ITexts texts, RegulationBook regulations, BureauContact bureau, TimeProvider time)
{
    private readonly string template = PublicPage.Read("verify.html"), style = PublicPage.Read("verify.css");

    public async Task ShowAsync(HttpContext context, string code, CommitmentDesk desk)
    {
        var typed = code.ToLowerInvariant();
        var found = await desk.VerifyAsync(CommitmentSignature.IsCode(typed) ? typed : "", context.RequestAborted);
        var nonce = PublicPage.Begin(context.Response, found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, findable: false);
        await context.Response.WriteAsync(Render(found, nonce), context.RequestAborted);
    }

    private string Render(VerifiedCommitment? found, string nonce)
    {
        var standing = found?.Standing.ToString().ToLowerInvariant() ?? "unknown";
        return TextTemplate.Fill(
            template,
            ("nonce", nonce),
            ("style", style),
            ("title", Say("title")),
            ("standing", standing),
            ("headline", Say($"{standing}.headline")),
            ("explanation", Say($"{standing}.explanation")),
            ("facts", found is null ? "" : string.Concat(Facts(found).Select(fact => $"<dt>{Say(fact.Label)}</dt><dd>{PublicPage.Html.Encode(fact.Value)}</dd>"))),
            ("sample", Say("sample")),
            ("bureau", PublicPage.Html.Encode(bureau.Name)));
    }

    private IEnumerable<(string Label, string Value)> Facts(VerifiedCommitment found)
    {
        yield return ("workshop", found.Workshop.Name);
        yield return ("number", found.Workshop.Number);
        yield return ("district", regulations.On(ChinaTime.Today(time)).Districts.NameOf(found.Workshop.District));
        yield return ("signed", found.Signature.SignedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return ("version", found.Signature.Version);
    }

    private string Say(string key) => PublicPage.Html.Encode(texts.Say($"verify.{key}"));
}
