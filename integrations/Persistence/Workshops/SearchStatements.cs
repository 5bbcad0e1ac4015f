using System.Text;

namespace BotAssistant.Persistence;

/// <summary>A hand-written statement with its values.</summary>
internal sealed record Statement(string Text, (string Name, object? Value)[] Parameters);

/// <summary>
/// The statements of a search, each bounded and each by an index (the tests read their plans). <c>districts</c> null = the whole city.
/// </summary>
internal sealed class SearchStatements(BotContext bot, IReadOnlyList<string>? districts)
{
    /// <summary>Postings that are read of one gram at most.</summary>
    public const int Postings = 3_000;

    /// <summary>Workshops that are read and compared at most.</summary>
    public const int Candidates = 200;

    private const string Columns = "w.\"Id\", w.\"Number\", w.\"Name\", w.\"District\", w.\"Address\", w.\"OwnerName\", w.\"FoldedName\"";

    /// <summary>By number, by whole name and by the name's beginning.</summary>
    public Statement Direct(string number, string foldedName, int limit)
    {
        var here = districts is null ? "" : $" AND {bot.In("w.\"District\"", "@districts")}";
        return new Statement(
            $"""
            SELECT * FROM (SELECT {Columns} FROM "Workshops" w WHERE w."Number" = @number{here}) AS exact
            UNION ALL SELECT * FROM (SELECT {Columns} FROM "Workshops" w WHERE w."FoldedName" = @name{here} LIMIT @limit) AS named
            UNION ALL SELECT * FROM (SELECT {Columns} FROM "Workshops" w WHERE w."FoldedName" > @name AND w."FoldedName" < @after{here} LIMIT @limit) AS beginning
            """,
            [
                ("@number", number.Trim().Normalize(NormalizationForm.FormKC)), ("@name", foldedName), ("@after", foldedName + "\uffff"),
                ("@limit", limit), ("@districts", bot.List(districts ?? [])),
            ]);
    }

    /// <summary>Position of each gram and its number of postings, counted up to the bound.</summary>
    public Statement Count(IReadOnlyList<int> grams) => new(
        string.Join(" UNION ALL ", grams.Select((_, i) => $"SELECT {i}, (SELECT count(*) FROM ({PostingsOf(i)}) AS p{i})")),
        Parameters(grams));

    /// <summary>Workshops that hold every gram; the first one leads, so it should be the rarest.</summary>
    public Statement HoldingAll(IReadOnlyList<int> grams)
    {
        var others = string.Concat(grams.Skip(1).Select((_, i) =>
            $" AND EXISTS (SELECT 1 FROM \"WorkshopGrams\" x WHERE x.\"Gram\" = @gram{i + 1} AND x.\"District\" = g.\"District\" AND x.\"WorkshopKey\" = g.\"WorkshopKey\")"));
        return new Statement(
            $"""
            SELECT {Columns} FROM ({PostingsOf(0)}) AS g JOIN "Workshops" w ON w."Key" = g."WorkshopKey" WHERE true{others} LIMIT @candidates
            """,
            Parameters(grams));
    }

    /// <summary>Workshops that hold most of the grams.</summary>
    public Statement HoldingMost(IReadOnlyList<int> grams)
    {
        var postings = string.Join(" UNION ALL ", grams.Select((_, i) => $"SELECT * FROM ({PostingsOf(i)}) AS p{i}"));
        return new Statement(
            $"""
            SELECT {Columns} FROM (
                SELECT "WorkshopKey", count(*) AS shared FROM ({postings}) AS u GROUP BY "WorkshopKey" ORDER BY shared DESC, "WorkshopKey" LIMIT @candidates
            ) AS g JOIN "Workshops" w ON w."Key" = g."WorkshopKey"
            """,
            Parameters(grams));
    }

    private string PostingsOf(int gram)
    {
        var here = districts is null ? "" : $" AND {bot.In("\"District\"", "@codes")}";
        return $"SELECT \"District\", \"WorkshopKey\" FROM \"WorkshopGrams\" WHERE \"Gram\" = @gram{gram}{here} LIMIT @postings";
    }

    private (string Name, object? Value)[] Parameters(IReadOnlyList<int> grams) =>
    [
        .. grams.Select((gram, i) => ($"@gram{i}", (object?)gram)),
        ("@postings", Postings), ("@candidates", Candidates), ("@codes", bot.List((districts ?? []).Select(WorkshopRows.Code))),
    ];
}
