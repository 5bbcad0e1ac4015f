using System.Data.Common;
using BotAssistant.Workshops;

namespace BotAssistant.Persistence;

/// <summary>
/// Search over the gram index. Its work is bounded, whatever the number of workshops: exact number and name hits by their indexes, then at most
/// <see cref="SearchStatements.Postings"/> postings of the rarest gram, each looked up in the others, of which at most
/// <see cref="SearchStatements.Candidates"/> rows are read and compared. The price: of a term whose every gram
/// has more postings than that, hits beyond the bound are missed, in the worst case all of them.
/// </summary>
internal sealed class WorkshopSearch(BotContext bot, IReadOnlyList<string>? districts)
{
    /// <summary>Grams of a term that are counted, and of those the rarest that are looked up; the rest of the term is compared in memory.</summary>
    private const int Counted = 16;
    private const int LookedUp = 8;

    private readonly SearchStatements statements = new(bot, districts);

    private sealed record Hit(WorkshopLine Line, string OwnerName, string FoldedName);

    public async Task<IReadOnlyList<WorkshopLine>> FindAsync(string term, int limit, CancellationToken stop)
    {
        var folded = Grams.Fold(term);
        if (folded.Length < 2 || limit <= 0 || districts is { Count: 0 })
        {
            return [];
        }

        var hits = await ReadAsync(statements.Direct(term, folded, limit), stop);
        if (hits.Count < limit && await RarestAsync(Grams.OfTerm(folded), stop) is { Count: > 0 } grams && grams[0].Postings > 0)
        {
            var holding = await ReadAsync(statements.HoldingAll([.. grams.Select(g => g.Gram)]), stop);
            hits.AddRange(holding.Where(hit => Holds(hit, folded)));
        }

        return [.. hits.DistinctBy(hit => hit.Line.Id).OrderBy(hit => Rank(hit, folded)).ThenBy(hit => hit.Line.Number, StringComparer.Ordinal).Take(limit).Select(hit => hit.Line)];
    }

    /// <summary>Names with the most pairs in common with the term, by share of both.</summary>
    public async Task<IReadOnlyList<WorkshopLine>> NearAsync(string term, int limit, CancellationToken stop)
    {
        var wanted = Grams.Pairs(Grams.Fold(term)).ToHashSet();
        if (wanted.Count == 0 || limit <= 0 || districts is { Count: 0 })
        {
            return [];
        }

        var grams = (await RarestAsync([.. wanted], stop)).Where(g => g.Postings > 0).Select(g => g.Gram).ToList();
        var hits = grams.Count == 0 ? [] : await ReadAsync(statements.HoldingMost(grams), stop);
        return [.. hits.Select(hit => (hit.Line, Likeness: Likeness(wanted, hit.FoldedName))).Where(hit => hit.Likeness > 0)
            .OrderByDescending(hit => hit.Likeness).ThenBy(hit => hit.Line.Number, StringComparer.Ordinal).Take(limit).Select(hit => hit.Line)];
    }

    /// <summary>Dice's coefficient of the two sets of pairs.</summary>
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

    private async Task<List<(int Gram, long Postings)>> RarestAsync(IReadOnlyList<int> grams, CancellationToken stop)
    {
        int[] counted = [.. grams.Take(Counted)];
        var count = statements.Count(counted);
        var rows = await bot.QueryAsync(count.Text, reader => (Gram: counted[reader.GetInt32(0)], Postings: reader.GetInt64(1)), stop, count.Parameters);
        return [.. rows.OrderBy(row => row.Postings).Take(LookedUp)];
    }

    private Task<List<Hit>> ReadAsync(Statement statement, CancellationToken stop) => bot.QueryAsync(statement.Text, Read, stop, statement.Parameters);

    private static Hit Read(DbDataReader reader) => new(
        new WorkshopLine(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)), reader.GetString(5), reader.GetString(6));
}
