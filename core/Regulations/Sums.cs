namespace BotAssistant.Regulations;

/// <summary>
/// Evidence by passage for one question at a time, used again for the next: an entry counts only when it carries the question's own stamp, so that
/// nothing is cleared in between.
/// </summary>
internal sealed class Sums(int passages)
{
    private readonly float[] sums = new float[passages];
    private readonly float[] covered = new float[passages];
    private readonly uint[] stamps = new uint[passages];
    private readonly int[] touched = new int[passages];
    private int count;
    private uint stamp = 1;

    /// <param name="characters">How much of the question the term stands for.</param>
    public void Add(int passage, float worth, float characters)
    {
        if (stamps[passage] != stamp)
        {
            (stamps[passage], sums[passage], covered[passage], touched[count++]) = (stamp, 0, 0, passage);
        }

        sums[passage] += worth;
        covered[passage] += characters;
    }

    /// <summary>Lowers the evidence for passages that leave much of the question's characters unexplained: by the part they cover, to that power.</summary>
    public void Weigh(float characters, float power)
    {
        foreach (var passage in touched.AsSpan(0, count))
        {
            sums[passage] *= MathF.Pow(covered[passage] / characters, power);
        }
    }

    /// <summary>Writes the greatest sums in falling order, the earlier passage first among equals, and forgets all; returns how many there are.</summary>
    public int Best(Span<(int Passage, float Sum)> best)
    {
        var found = 0;
        foreach (var passage in touched.AsSpan(0, count))
        {
            var place = found;
            while (place > 0 && IsBetter(passage, best[place - 1]))
            {
                place--;
            }

            if (place == best.Length)
            {
                continue;
            }

            found = Math.Min(found + 1, best.Length);
            best[place..(found - 1)].CopyTo(best[(place + 1)..]);
            best[place] = (passage, sums[passage]);
        }

        Forget();
        return found;
    }

    private bool IsBetter(int passage, (int Passage, float Sum) other)
        => sums[passage] > other.Sum || (sums[passage] == other.Sum && passage < other.Passage);

    private void Forget()
    {
        count = 0;
        if (++stamp == 0)
        {
            Array.Clear(stamps);
            stamp = 1;
        }
    }
}
