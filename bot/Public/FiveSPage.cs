using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.FiveS;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Public;

/// <summary><c>GET /five-s?page=N</c>: the holders whose 5S acceptance the city has published (统一公布验收合格名单). Name, district and day, and nothing else.</summary>
internal sealed class FiveSPage(ITexts texts, RegulationBook regulations, BureauContact bureau, TimeProvider time)
{
    private const int PageSize = 100, LastPage = 10_000;

    private readonly string template = PublicPage.Read("five-s.html"), style = PublicPage.Read("verify.css");

    public async Task ShowAsync(HttpContext context, IFiveSProjects projects)
    {
        var typed = context.Request.Query["page"].ToString();
        var page = typed.Length == 0 ? 1 : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LastPage ? number : 0;
        var (published, total) = page == 0 ? ([], 0) : await projects.PublishedAsync(null, (page - 1) * PageSize, PageSize, context.RequestAborted);
        var known = page == 1 || published.Count > 0;
        var nonce = PublicPage.Begin(context.Response, known ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, findable: true);
        await context.Response.WriteAsync(Render(published, total, page, nonce), context.RequestAborted);
    }

    private string Render(IReadOnlyList<FiveSProject> published, int total, int page, string nonce)
    {
        var districts = regulations.On(ChinaTime.Today(time)).Districts;
        return TextTemplate.Fill(
            template,
            ("nonce", nonce),
            ("style", style),
            ("title", Say("title")),
            ("explanation", published.Count == 0 ? Say("none") : Say("explanation", ("total", $"{total}"))),
            ("head", published.Count == 0 ? "" : $"<tr>{Cell("th", Say("name"))}{Cell("th", Say("district"))}{Cell("th", Say("day"))}</tr>"),
            ("rows", string.Concat(published.Select(project =>
                $"<tr>{Cell("td", PublicPage.Html.Encode(project.Holder.Name))}{Cell("td", PublicPage.Html.Encode(districts.NameOf(project.Holder.District)))}{Cell("td", project.PublishedOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}</tr>"))),
            ("links", Links(total, page)),
            ("sample", Say("sample")),
            ("bureau", PublicPage.Html.Encode(bureau.Name)));
    }

    private string Links(int total, int page) => string.Join(' ',
        new[] { (page - 1, "before"), (page + 1, "after") }
            .Where(link => link.Item1 >= 1 && (link.Item1 - 1) * PageSize < total && page > 0)
            .Select(link => $"<a href=\"?page={link.Item1}\">{Say(link.Item2)}</a>"));

    private string Say(string key, params (string Name, string Value)[] values) => PublicPage.Html.Encode(texts.Say($"five-s-page.{key}", values));

    private static string Cell(string tag, string encoded) => $"<{tag}>{encoded}</{tag}>";
}
