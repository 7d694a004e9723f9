namespace SalesGrains.Customers;

/// <summary>What of a company's name is its own (X10): not its form, the place of its seat in brackets, blanks and punctuation. Pure.</summary>
public static class CompanyNames
{
    /// <summary>Forms of companies, the longer ones first.</summary>
    private static readonly string[] Forms =
        ["集团股份有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "集团公司", "有限公司", "分公司", "总公司", "公司", "集团", "coltd", "limited", "ltd", "inc", "corp"];

    /// <summary>Places that names begin with: provinces, and the cities that most companies name themselves after.</summary>
    private static readonly string[] Places =
    [
        "北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川",
        "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆", "中国", "广州", "深圳", "东莞", "佛山", "珠海", "中山", "惠州", "杭州", "宁波", "温州",
        "嘉兴", "绍兴", "金华", "台州", "南京", "苏州", "无锡", "常州", "南通", "徐州", "扬州", "昆山", "合肥", "芜湖", "福州", "厦门", "泉州", "南昌", "济南", "青岛", "烟台",
        "潍坊", "郑州", "洛阳", "武汉", "长沙", "成都", "绵阳", "西安", "沈阳", "大连", "长春", "哈尔滨", "石家庄", "太原", "昆明", "贵阳", "南宁", "海口", "兰州", "乌鲁木齐",
    ];

    /// <summary>The same text for all ways of writing a name; never empty for a name that is not.</summary>
    public static string KeyOf(string name)
    {
        var own = new List<char>(name.Length);
        var depth = 0;
        foreach (var c in name.Select(Narrow))
        {
            depth = c is '(' or '[' or '【' ? depth + 1 : c is ')' or ']' or '】' ? Math.Max(0, depth - 1) : depth;
            if (depth == 0 && char.IsLetterOrDigit(c))
            {
                own.Add(char.ToLowerInvariant(c));
            }
        }

        var key = new string([.. own]);
        var form = Forms.FirstOrDefault(one => key.EndsWith(one, StringComparison.Ordinal) && key.Length > one.Length);
        var left = form is null ? key : key[..^form.Length];
        return left.Length > 0 ? left : name.Trim();
    }

    /// <summary>
    /// How like two keys are, in percent: 100 for the same name where one leaves out its place, 0 for the same name in two places; else by how
    /// many characters differ. A name of four characters or more that the other begins with is 90: the rest says what it makes.
    /// </summary>
    public static int Likeness(string one, string other)
    {
        var (place, name) = Split(one);
        var (otherPlace, otherName) = Split(other);
        if (place.Length > 0 && otherPlace.Length > 0 && place != otherPlace)
        {
            return 0;
        }

        var (shorter, longer) = name.Length <= otherName.Length ? (name, otherName) : (otherName, name);
        return shorter == longer ? 100
            : shorter.Length >= 4 && longer.StartsWith(shorter, StringComparison.Ordinal) ? 90
            : 100 - (100 * Distance(shorter, longer) / longer.Length);
    }

    /// <summary>The place that a name begins with, and the rest; a name that is nothing but a place keeps it.</summary>
    private static (string Place, string Name) Split(string key)
    {
        var place = Places.FirstOrDefault(one => key.StartsWith(one, StringComparison.Ordinal) && key.Length > one.Length + 1) ?? "";
        var rest = key[place.Length..];
        return (place, place.Length > 0 && rest.Length > 2 && rest[0] is '市' or '省' ? rest[1..] : rest);
    }

    /// <summary>Characters to change, leave out or put in.</summary>
    private static int Distance(string shorter, string longer)
    {
        var row = Enumerable.Range(0, shorter.Length + 1).ToArray();
        for (var i = 1; i <= longer.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= shorter.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (shorter[j - 1] == longer[i - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static char Narrow(char c) => c switch { '\u3000' => ' ', >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0), _ => c };
}
