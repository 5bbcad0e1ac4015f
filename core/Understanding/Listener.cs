using System.Text;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Understanding;

/// <summary>Reads free text by the role of who says it: local, deterministic, the same answer to the same words.</summary>
public sealed class Listener
{
    private const int MostOffered = 3;
    private readonly Utterances utterances;
    private readonly Wording wording;
    private readonly RegulationBook regulations;
    private readonly TimeProvider time;
    private readonly Dictionary<Role, Lazy<Ear>> ears = [];

    public Listener(Utterances utterances, RegulationBook regulations, TimeProvider time)
    {
        (this.utterances, this.regulations, this.time) = (utterances, regulations, time);
        wording = new Wording(utterances.Spellings);
        foreach (var role in new[] { Role.Owner, Role.Inspector, Role.Officer })
        {
            ears[role] = new Lazy<Ear>(() => new Ear(utterances.IntentsOf(role), utterances.Phrasings, wording));
        }
    }

    /// <summary>Trains what is not trained yet; else the first text of each role waits for it.</summary>
    public void Prepare()
    {
        foreach (var ear in ears.Values)
        {
            _ = ear.Value;
        }
    }

    public Understood Read(string text, Role? role)
    {
        var ear = ears[Intent.AudienceOf(role)].Value;
        var plain = wording.Plain(text);
        if (plain.Length == 0)
        {
            return AtSea(0);
        }

        if (ear.Exact(plain) is { } known)
        {
            return known.Name == IntentTable.None ? AtSea(1) : Sure(known, text);
        }

        // Letters and figures are initials that stand in the files, or a slip on the keyboard.
        if (Ascii.IsValid(plain))
        {
            return AtSea(0);
        }

        Span<float> chances = stackalloc float[ear.Intents.Count];
        return Judge(text, ear, chances, ear.Model.Read(plain, chances));
    }

    /// <summary>The intent is certain (an exactly spelled word); only what the text names is read.</summary>
    public Understood Sure(Intent intent, string text) => new(Grasp.Sure, intent, 1, SlotsOf(text, intent), []);

    private Understood Judge(string text, Ear ear, Span<float> chances, float known)
    {
        var limits = utterances.Table.Thresholds;
        var (first, second) = Best(chances);
        var best = ear.Intents[first];
        if (known >= limits.Known && chances[first] >= limits.Sure && chances[first] - chances[second] >= limits.Lead)
        {
            return best.Name == IntentTable.None ? AtSea(chances[first]) : new Understood(Grasp.Sure, best, chances[first], SlotsOf(text, best), []);
        }

        var offered = Offered(ear, chances, limits.Offered);
        return known < limits.Known / 2 || offered.Sum(candidate => candidate.Confidence) < limits.OfferedTogether
            ? AtSea(1 - chances[first])
            : Unsure(text, ear, offered);
    }

    private Understood Unsure(string text, Ear ear, List<Candidate> offered)
    {
        var likeliest = ear.Named(offered[0].Intent);
        return new Understood(Grasp.Unsure, likeliest, offered[0].Confidence, SlotsOf(text, likeliest), offered);
    }

    private Understood AtSea(float confidence)
        => new(Grasp.AtSea, utterances.Table.Find(IntentTable.None)!, confidence, new Slots(), []);

    private Slots SlotsOf(string text, Intent intent)
        => Slots.Of(text, intent, regulations.FoodKinds.On(ChinaTime.Today(time)), utterances.Table.LookUp);

    private static (int First, int Second) Best(ReadOnlySpan<float> chances)
    {
        var (first, second) = chances[1] > chances[0] ? (1, 0) : (0, 1);
        for (var i = 2; i < chances.Length; i++)
        {
            if (chances[i] > chances[first])
            {
                (first, second) = (i, first);
            }
            else if (chances[i] > chances[second])
            {
                second = i;
            }
        }

        return (first, second);
    }

    private static List<Candidate> Offered(Ear ear, ReadOnlySpan<float> chances, float least)
    {
        var offered = new List<Candidate>(MostOffered + 1);
        for (var i = 0; i < chances.Length; i++)
        {
            if (chances[i] < least || ear.Intents[i].Name == IntentTable.None)
            {
                continue;
            }

            var (chance, place) = (chances[i], 0);
            while (place < offered.Count && offered[place].Confidence >= chance)
            {
                place++;
            }

            offered.Insert(place, new Candidate(ear.Intents[i].Name, chance));
            if (offered.Count > MostOffered)
            {
                offered.RemoveAt(MostOffered);
            }
        }

        return offered;
    }
}
