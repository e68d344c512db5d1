package disclosure

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
)

// Level is the administrative level a report speaks for.
type Level string

// The levels, from the widest to the narrowest. A department is a body of the place it belongs to, whatever that
// place's own level is.
const (
	LevelNation     Level = "nation"
	LevelProvince   Level = "province"
	LevelPrefecture Level = "prefecture"
	LevelCounty     Level = "county"
	LevelTownship   Level = "township"
	LevelDepartment Level = "department"
)

// Levels lists every level in the order of the hierarchy.
var Levels = []Level{LevelNation, LevelProvince, LevelPrefecture, LevelCounty, LevelTownship, LevelDepartment}

// Issuer is a body that publishes a report: a government, an office, a department, a township. 衡阳市电子政务管理办公室 is an
// issuer of its own and not 衡阳市.
type Issuer struct {
	Name     string // as the report prints it, without honorifics; "" when unresolved
	Level    Level  // "" when unresolved
	Province string // 湖南省; "" for central bodies or when unresolved
	Region   string // name of the place the issuer belongs to: 岳阳县
	Code     string // GB/T 2260 code of that place, six digits; "" when unresolved
}

// ID is a stable number for the issuer: the first eight bytes of SHA-256 over level, code and the canonical name. Two
// loads on two machines give the same number, so no counter has to be coordinated.
func (i Issuer) ID() uint64 {
	sum := sha256.Sum256([]byte(string(i.Level) + "\x00" + i.Code + "\x00" + CanonicalName(i)))
	return binary.BigEndian.Uint64(sum[:8])
}

// IsGovernment says whether the issuer is the government of its region, whose report speaks for the whole area.
// Township governments are included.
func (i Issuer) IsGovernment() bool { return i.Level != LevelDepartment && i.Level != "" }

// CanonicalName is the issuer's name without the words that sources add or drop: a government is named by its place alone
// (岳阳县人民政府 and 岳阳县 are one issuer), every other issuer by what follows its place (湖南省衡阳市电子政务管理办公室 and
// 衡阳市电子政务管理办公室), a township without 人民政府 or 办事处. The place itself is in the code.
func CanonicalName(i Issuer) string {
	if i.IsGovernment() && i.Level != LevelTownship && i.Region != "" {
		return i.Region
	}
	name := strings.Join(strings.Fields(i.Name), "")
	if _, own, found := strings.Cut(name, i.Region); i.Region != "" && found && own != "" {
		name = own
	}
	if i.Level == LevelTownship {
		name = strings.TrimSuffix(name, "人民政府")
		name = strings.TrimSuffix(name, "办事处")
	}
	return name
}
