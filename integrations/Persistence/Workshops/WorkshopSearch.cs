using System.Data.Common;
using System.Text;
using BotAssistant.Workshops;

namespace BotAssistant.Persistence;

/// <summary>
/// Search over the gram index. Its work is bounded, whatever the number of workshops: exact number and name hits by their indexes, then at most
/// <see cref="Postings"/> postings of the rarest gram, each looked up in the others, of which at most <see cref="Candidates"/> rows are read
/// and compared. A term so common that more would match is answered with some of its hits: the person sees a full page and is asked for more.
/// </summary>
internal sealed class WorkshopSearch(BotContext bot)
{
    public const int Postings = 2_000;
    public const int Candidates = 200;

    /// <summary>Grams of a term that are looked up; a longer term is compared in memory.</summary>
    public const int MaxGrams = 8;

    private const int MaxNearGrams = 32;

    private const string Columns = "w.\"Id\", w.\"Number\", w.\"Name\", w.\"District\", w.\"Address\", w.\"OwnerName\", w.\"FoldedName\"";

    private sealed record Hit(WorkshopLine Line, string OwnerName, string FoldedName);

    public async Task<IReadOnlyList<WorkshopLine>> FindAsync(string term, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var folded = Grams.Fold(term);
        if (folded.Length < 2 || limit <= 0 || districts is { Count: 0 })
        {
            return [];
        }

        var hits = await DirectAsync(term.Trim(), folded, districts, limit, stop);
        if (hits.Count < limit)
        {
            hits.AddRange(await ByGramsAsync(folded, districts, stop));
        }

        return [.. hits.DistinctBy(hit => hit.Line.Id).OrderBy(hit => Rank(hit, folded)).ThenBy(hit => hit.Line.Number, StringComparer.Ordinal).Take(limit).Select(hit => hit.Line)];
    }

    /// <summary>Names with the most grams of the term in common, by share of both.</summary>
    public async Task<IReadOnlyList<WorkshopLine>> NearAsync(string term, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var folded = Grams.Fold(term);
        var wanted = Grams.Pairs(folded).ToHashSet();
        if (wanted.Count == 0 || limit <= 0 || districts is { Count: 0 })
        {
            return [];
        }

        var grams = await CountAsync([.. wanted.Take(MaxNearGrams)], districts, stop);
        var hits = await SharingAsync([.. grams.Where(g => g.Postings > 0).Select(g => g.Gram).Take(MaxGrams)], districts, stop);
        return [.. hits.Select(hit => (hit.Line, Likeness: Likeness(wanted, hit.FoldedName))).Where(hit => hit.Likeness > 0)
            .OrderByDescending(hit => hit.Likeness).ThenBy(hit => hit.Line.Number, StringComparer.Ordinal).Take(limit).Select(hit => hit.Line)];
    }

    private static double Likeness(HashSet<int> wanted, string foldedName)
    {
        var name = Grams.Pairs(foldedName).ToHashSet();
        return 2.0 * name.Count(wanted.Contains) / (name.Count + wanted.Count);
    }

    private static int Rank(Hit hit, string folded)
        => Grams.Fold(hit.Line.Number) == folded ? 0
            : hit.FoldedName == folded ? 1
            : hit.FoldedName.StartsWith(folded, StringComparison.Ordinal) ? 2
            : hit.FoldedName.Contains(folded, StringComparison.Ordinal) ? 3
            : Grams.Fold(hit.OwnerName) == folded ? 4 : 5;

    private static bool Holds(Hit hit, string folded)
        => hit.FoldedName.Contains(folded, StringComparison.Ordinal)
            || Grams.Fold(hit.Line.Number).Contains(folded, StringComparison.Ordinal)
            || Grams.Fold(hit.Line.Address).Contains(folded, StringComparison.Ordinal)
            || Grams.Fold(hit.OwnerName).Contains(folded, StringComparison.Ordinal);

    private async Task<List<Hit>> DirectAsync(string term, string folded, IReadOnlyList<string>? districts, int limit, CancellationToken stop)
    {
        var here = districts is null ? "" : $" AND {bot.In("w.\"District\"", "@districts")}";
        return await bot.QueryAsync(
            $"""
            SELECT * FROM (SELECT {Columns} FROM "Workshops" w WHERE w."Number" = @number{here}) AS exact
            UNION ALL SELECT * FROM (SELECT {Columns} FROM "Workshops" w WHERE w."FoldedName" = @name{here} LIMIT @limit) AS named
            UNION ALL SELECT * FROM (SELECT {Columns} FROM "Workshops" w WHERE w."FoldedName" > @name AND w."FoldedName" < @after{here} LIMIT @limit) AS beginning
            """,
            Read,
            stop,
            ("@number", term.Normalize(NormalizationForm.FormKC)),
            ("@name", folded),
            ("@after", folded + "\uffff"),
            ("@limit", limit),
            ("@districts", bot.List(districts ?? [])));
    }

    private async Task<List<Hit>> ByGramsAsync(string folded, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        var grams = await CountAsync([.. Grams.OfTerm(folded).Take(MaxGrams)], districts, stop);
        if (grams[0].Postings == 0)
        {
            // Nothing holds this one, so nothing holds them all.
            return [];
        }

        var others = string.Concat(grams.Skip(1).Select((_, i) =>
            $" AND EXISTS (SELECT 1 FROM \"WorkshopGrams\" x WHERE x.\"Gram\" = @gram{i + 1} AND x.\"District\" = g.\"District\" AND x.\"WorkshopKey\" = g.\"WorkshopKey\")"));
        var hits = await bot.QueryAsync(
            $"""
            SELECT {Columns} FROM ({PostingsOf("@gram0", districts)}) AS g JOIN "Workshops" w ON w."Key" = g."WorkshopKey"
            WHERE true{others} LIMIT @candidates
            """,
            Read,
            stop,
            [.. Parameters(grams.Select(g => g.Gram), districts), ("@candidates", Candidates)]);
        return [.. hits.Where(hit => Holds(hit, folded))];
    }

    private async Task<List<Hit>> SharingAsync(IReadOnlyList<int> grams, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        if (grams.Count == 0)
        {
            return [];
        }

        var postings = string.Join(" UNION ALL ", grams.Select((_, i) => $"SELECT * FROM ({PostingsOf($"@gram{i}", districts)}) AS p{i}"));
        return await bot.QueryAsync(
            $"""
            SELECT {Columns} FROM (
                SELECT "WorkshopKey", count(*) AS shared FROM ({postings}) AS u GROUP BY "WorkshopKey" ORDER BY shared DESC, "WorkshopKey" LIMIT @candidates
            ) AS g JOIN "Workshops" w ON w."Key" = g."WorkshopKey"
            """,
            Read,
            stop,
            [.. Parameters(grams, districts), ("@candidates", Candidates)]);
    }

    /// <summary>The grams with their postings counted up to the bound, rarest first.</summary>
    private async Task<List<(int Gram, long Postings)>> CountAsync(IReadOnlyList<int> grams, IReadOnlyList<string>? districts, CancellationToken stop)
    {
        var counts = string.Join(" UNION ALL ", grams.Select((_, i) =>
            $"SELECT {i}, (SELECT count(*) FROM ({PostingsOf($"@gram{i}", districts)}) AS p{i})"));
        var rows = await bot.QueryAsync(counts, reader => (Gram: grams[reader.GetInt32(0)], Postings: reader.GetInt64(1)), stop, Parameters(grams, districts));
        return [.. rows.OrderBy(row => row.Postings)];
    }

    private string PostingsOf(string gram, IReadOnlyList<string>? districts)
    {
        var here = districts is null ? "" : $" AND {bot.In("\"District\"", "@codes")}";
        return $"SELECT \"District\", \"WorkshopKey\" FROM \"WorkshopGrams\" WHERE \"Gram\" = {gram}{here} LIMIT @postings";
    }

    private (string Name, object? Value)[] Parameters(IEnumerable<int> grams, IReadOnlyList<string>? districts)
        => [.. grams.Select((gram, i) => ($"@gram{i}", (object?)gram)), ("@postings", Postings), ("@codes", bot.List((districts ?? []).Select(WorkshopRows.Code)))];

    private static Hit Read(DbDataReader reader) => new(
        new WorkshopLine(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)), reader.GetString(5), reader.GetString(6));
}
