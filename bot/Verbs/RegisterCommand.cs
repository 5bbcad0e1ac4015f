using System.CommandLine;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>certificates import | export</c>, <c>five-s export</c>.</summary>
internal static class RegisterCommand
{
    public static Command Certificates()
    {
        var from = new Argument<FileInfo>("file") { Description = "The .xlsx to read" };
        var by = new Option<string>("--by") { Description = "Name of the official who answers for it", Required = true };
        var import = new Command("import", "Take in the register of honours: all rows, or none and every fault by row and column") { from, by };
        import.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => RegisterVerb.Of(services).ImportAsync(parsed.GetValue(from)!, parsed.GetValue(by)!, token), stop));

        var to = new Argument<FileInfo>("file") { Description = "The .xlsx to write" };
        var export = new Command("export", "Write all certificates as .xlsx, which import takes back") { to };
        export.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => RegisterVerb.Of(services).ExportAsync(parsed.GetValue(to)!, token), stop));
        return new Command("certificates", "The register of honours") { import, export };
    }

    public static Command FiveS()
    {
        var to = new Argument<FileInfo>("file") { Description = "The .xlsx to write" };
        var year = new Option<int?>("--year") { Description = "Which year's; this one by default" };
        var export = new Command("export", "Write a year's 5S projects as .xlsx") { to, year };
        export.SetAction((parsed, stop) => VerbHost.RunAsync((_, services, token) => RegisterVerb.Of(services).ExportFiveSAsync(parsed.GetValue(to)!, parsed.GetValue(year), token), stop));
        return new Command("five-s", "The holders who do 5S") { export };
    }
}
