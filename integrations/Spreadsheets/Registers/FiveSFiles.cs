using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.FiveS;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>A year's 5S projects as .xlsx, for the report to the city and the province.</summary>
public sealed class FiveSFiles(ITexts texts)
{
    private static readonly string[] Keys = ["number", "year", "holder", "district", "licence", "due", "visits", "score", "state", "published"];

    private readonly RegisterSheet sheet = new(texts, "five-s-sheet", Keys);

    public void Write(Stream file, IEnumerable<FiveSProject> projects, Districts districts) => sheet.Write(file, projects.Select(project => (IReadOnlyList<string>)
    [
        $"{project.Number}", $"{project.Year}", project.Holder.Name, districts.NameOf(project.Holder.District), project.Holder.Licence, RegisterSheet.Day(project.DueOn), $"{project.Visits}",
        project.Score?.ToString("0.#", CultureInfo.InvariantCulture) ?? "", texts.Say($"five-s-state.{project.State.ToString().ToLowerInvariant()}"), project.PublishedOn is { } day ? RegisterSheet.Day(day) : "",
    ]));
}
