// Written by .ci/generate-unicode-tables.py from the data of Unicode 17.0: do not edit.

/// Script.
enum ScriptTable {
  /// The packed ranges of a value, by any of its names.
  static func ranges(named name: String) -> String? {
    switch name {
    case "Adlam", "Adlm": "CK^&N%','$"
    case "Ahom": "C[H%=%1'9"
    case "Anatolian_Hieroglyphs", "Hluw": "CCT%I5"
    case "Arabic", "Arab":
      """
      CS$'$($0$%$B$,.<$N&$D$S%R$S*D$(M%$?SU`$P2%R'C$2S&'$I'F_&AF%(++D$(C[Z$&$=$$$#%#$,$&$#$#)#'#$#$#$%$$$#%#$#$#$#$#$$\
      $#%&$)$&$&$#$,$3(%$'$3W$$
      """
    case "Armenian", "Armn": "TL$H$%T$%%FOa$'"
    case "Avestan", "Avst": "C[E%X$&)"
    case "Balinese", "Bali": "C[)O%$T$"
    case "Bamum", "Bamu": "CXL$Z%KKS$[4"
    case "Bassa_Vah", "Bass": "SY^%@%("
    case "Batak", "Batk": "Cb)V$+&"
    case "Bengali", "Beng": "CO%&$*%$%8$)$#&&%+%$%&+#'$$'%;"
    case "Beria_Erfe", "Berf": "CX_%;%;"
    case "Bhaiksuki", "Bhks": "CCJ%+$O$$0-?"
    case "Bopomofo", "Bopo": "M:$]S.M$S&B"
    case "Brahmi", "Brah": "CCG%P%'F$,#"
    case "Braille", "Brai": "CC-c*"
    case "Buginese", "Bugi": "CS)>%$"
    case "Buhid", "Buhd": "C^(6"
    case "Canadian_Aboriginal", "Cans": "CC(c6S4H%^PC%2"
    case "Carian", "Cari": "CXC%S$"
    case "Caucasian_Albanian", "Aghb": "SLD%V$.#"
    case "Chakma", "Cakm": "CKG%W$$4"
    case "Cham": "CSM$Y$,0%,%&"
    case "Cherokee", "Cher": "Ca'X%%(U_H$R%"
    case "Chorasmian", "Chrs": "SaF%>"
    case "Common", "Zyyy":
      """
      #C%=(=Q$$1$':#B#D1I$('%6W&#,#)#$#a6#)#1#&#C$#`'#G3#D'$]I$#X/&E,#RR$%J%$N)$$#PI$#0#*&$($%%#H;.%Y%$-&-$14D$b$H$$%%\
      ($=$3L$%']79-8c?C+V6%L'C3a%U/7$#$;2*'&_%$&#^%$V'2C$H$,#S$c$BS%R$#[%J(CQ)c$CK9D$I&%H(,W*#C(#N/#1$UQ7$S),9E$$5$&V'\
      #$B=(=--#P$$C%)$)-'E+%'O$&+S%/V$O$G*=GPQ$&`^&`*&V0)923c%V&`$X*-I$%a$&3+$*@'`$X)6/6/Y%,;J'W%$I%$$%#%$%&$.$#$)$C%$\
      &%*$)$>$&$'$#&)$V-%F,%T$TF(F%O%`$E9N$'F&/1%1$1$G$-P([$<$$0N$'+*$1(^'[A&3&/&])).'#2.'Z$+,)J$+@%.'$1+J$Z-+0%/&-&[$\
      $#'2%.',*U'$I&ICD;#Ac%
      """
    case "Coptic", "Copt", "Qaac": "EB0SG-V&()"
    case "Cuneiform", "Xsux": "CCK%]?I&Q&$'.F)"
    case "Cypriot", "Cprt": "CCE%(%#$N$$$&#%#"
    case "Cypro_Minoan", "Cpmn": "S`N%E&"
    case "Cyrillic", "Cyrl": "CC$G'%K(S^(-C(#O%#JF'BCEAc%Q`8$CS[$a$D$#"
    case "Deseret", "Dsrt": "CCD%R%"
    case "Devanagari", "Deva": "CK%S%'1%<C_J$BCS?,"
    case "Dives_Akuru", "Diak": "CKI%)%#%*$$$@$$%.,,"
    case "Dogra", "Dogr": "CCI%_$"
    case "Duployan", "Dupl": "CCR&M&(/&+*,%&"
    case "Egyptian_Hieroglyphs", "Egyp": "CCO%XE$-^`&"
    case "Elbasan", "Elba": "CKD%J$"
    case "Elymaic", "Elym": "CcF%9"
    case "Ethiopic", "Ethi":
      """
      CS'K%$&%)$#$&%K$$&%C$$&%)$#$&%1$[$$&%E%%B&<IR)9,)$)$)$)$)$)$)$)ELB(%(%(,)$)THR%)$&$$$1
      """
    case "Garay", "Gara": "CMF%H$&?+$"
    case "Georgian", "Geor": "CH'H$$#(#%M$$&S`%M$%%CE'H$$#(#"
    case "Glagolitic", "Glag": "CC.c%CaO&)$3%)$$$'"
    case "Gothic", "Goth": "S]C%="
    case "Grantha", "Gran": "C[G%&$*%$%8$)$$$'%+%$%%%#)#()%)&'"
    case "Greek", "Grek":
      """
      S>&$%%&$#'#$#$%$#$6$b$12IL)'U$'''W%#C-8%(%H$%(%*$#$#$#$A%W$$1$0%($5%%$+J,#bTE$#^Q8Q%4#cEW$H%
      """
    case "Gujarati", "Gujr": "DW%%$+$%$8$)$$$'%,$%$%%#2&%.*)"
    case "Gunjala_Gondi", "Gong": "CNJ%($$$G$$$$(*,"
    case "Gurmukhi", "Guru": "DS%%$('$%8$)$$$$$$%#$''$%%&#*&$#*3"
    case "Gurung_Khema", "Gukh": "CK[%]$"
    case "Han", "Hani":
      """
      CW.<$[%/X)R$#$#<+1&GAcP)C%cR7CK9P.%L&KK@$/)LCG$cYL$C$aK'%PW(%SL*2P6EP%a3ER$M^'(LL+
      """
    case "Hangul", "Hang": "CK'c*QT*$D+a%T&AD%ADZ@?F7Fa-/9'S$Ga,A&(%(%(%%"
    case "Hanifi_Rohingya", "Rohg": "CKF%J$+,"
    case "Hanunoo", "Hano": "C](7"
    case "Hatran", "Hatr": "CJE%5$$('"
    case "Hebrew", "Hebr": "TO$Y$+='(KLa$<$'$#$$$$$,"
    case "Hiragana", "Hira": "DE/X%)%D_c%b+5#@%PH3#"
    case "Imperial_Aramaic", "Armi": "CEE%8$+"
    case "Inherited", "Zinh", "Qaai":
      """
      C;R&X+$G1-=#C:&_M'P$%.G2%$/$)'#)#&$I)c$O3$E)C$]]&&N&$HNV$230RA#E*#^E'#GbQ$P$%9C4%4*%)A&U^N;R*
      """
    case "Inscriptional_Pahlavi", "Phli": "C_E%5(*"
    case "Inscriptional_Parthian", "Prti": "C^E%8%*"
    case "Javanese", "Java": "COM$P%%,'$"
    case "Kaithi", "Kthi": "CGG%E%-#"
    case "Kannada", "Knda": "CG&/$%$9$,$'%+$%$&*$(%$&%,$%"
    case "Katakana", "Kana": "DH/]%%%S*2S)Q$$Z%QCV$,$O$UEO$&$)$$$#c+%U$#1&"
    case "Kawi": "C[J%3$K$&?"
    case "Kayah_Li", "Kali": "CKM$P$$#"
    case "Kharoshthi", "Khar": "CSE%&$$(*$%$?%%',*+"
    case "Khitan_Small_Script", "Kits": "Gc_%#_[)X1L$#"
    case "Khmer", "Khmr": "C`(a%%,),I2B"
    case "Khojki", "Khoj": "CSG%4$Q$"
    case "Khudawadi", "Sind": "SXG%^$(,"
    case "Kirat_Rai", "Krai": "CM_%]$"
    case "Lao", "Laoo": "DW&$$#$'$:$#$9%'$#$)$,%&"
    case "Latin", "Latn":
      """
      D%<)<R$#2#(9$A$C1J$'_S)H$)S$(&(/$H%D%c*T.#0#3/P'$)#>#4K$ZY%BEXAH&&T%71S<M$$+$&Y`6)^C$<)<HD%($L$$+H^X$A)(
      """
    case "Lepcha", "Lepc": "CC*Z$&1&%"
    case "Limbu", "Limb": "CK)A$.'.'#&."
    case "Linear_A", "Lina": "CSD%Y,,8-*"
    case "Linear_B", "Linb": "CCC%.$<$5$$$1%0E$^&"
    case "Lisu": "SIL$R$SXA#"
    case "Lycian", "Lyci": "CWC%?"
    case "Lydian", "Lydi": "CLE%<(#"
    case "Mahajani", "Mahj": "SMG%I$"
    case "Makasar", "Maka": "CZJ%;"
    case "Malayalam", "Mlym": "CK&/$%$U$$%$('2%<"
    case "Mandaic", "Mand": "CE%>%#"
    case "Manichaean", "Mani": "CYE%I$'."
    case "Marchen", "Marc": "SFJ%B%8$0"
    case "Masaram_Gondi", "Gonm": "CKJ%)$$$N$&#$$$++,"
    case "Medefaidrin", "Medf": "CU_%^%"
    case "Meetei_Mayek", "Mtei": "CZM$9L)P$%,"
    case "Mende_Kikakui", "Mend": "CC^&G)%2"
    case "Meroitic_Cursive", "Merc": "CPE%:'6%P$"
    case "Meroitic_Hieroglyphs", "Mero": "COE%B"
    case "Miao", "Plrd": "C[_%M%'[$*3"
    case "Modi": "CSH%G%.,"
    case "Mongolian", "Mong": "CC)$%#$6)[%*M$XPc$/"
    case "Mro", "Mroo": "CU^%A$,'$"
    case "Multani", "Mult": "CWG%)$#$&$1$-"
    case "Myanmar", "Mymr": "CC'c'CMI$AD&BSE>6"
    case "Nabataean", "Nbat": "CGE%A++"
    case "Nag_Mundari", "Nagm": "SI]&L$"
    case "Nandinagari", "Nand": "CPI%*%P$%-"
    case "New_Tai_Lue", "Talu": "CO)N$'<)-&$"
    case "Newa": "CCH%_%$'"
    case "Nko", "Nkoo": "Cb$^$%%"
    case "Nushu", "Nshu": "Dc_%#QO3N/"
    case "Nyiakeng_Puachue_Hmong", "Hmnp": "CK[&O$&0%,'$"
    case "Ogham", "Ogam": "CW(?"
    case "Ol_Chiki", "Olck": "SE*R$"
    case "Ol_Onal", "Onao": "SQ]&M$'#"
    case "Old_Hungarian", "Hung": "CGF%U$0U$*("
    case "Old_Italic", "Ital": "C[C%F$,%"
    case "Old_North_Arabian", "Narb": "CWE%B"
    case "Old_Permic", "Perm": "S^C%M$"
    case "Old_Persian", "Xpeo": "CaC%F$'0"
    case "Old_Sogdian", "Sogo": "C[F%J$"
    case "Old_South_Arabian", "Sarb": "CVE%B"
    case "Old_Turkic", "Orkh": "CCF%K%"
    case "Old_Uyghur", "Ougr": "S_F%<"
    case "Oriya", "Orya": "D[%%$*%$%8$)$$$'%+%$%%*%'$$'%4"
    case "Osage", "Osge": "SHD%F$'F$"
    case "Osmanya", "Osma": "CGD%@%,"
    case "Pahawh_Hmong", "Hmng": "C[^%H%-,$)$7(5"
    case "Palmyrene", "Palm": "CFE%B"
    case "Pau_Cin_Hau", "Pauc": "CYI%[$"
    case "Phags_Pa", "Phag": "CEM$Z$"
    case "Phoenician", "Phnx": "CKE%>&#"
    case "Psalter_Pahlavi", "Phlp": "C`E%4*&/)"
    case "Rejang", "Rjng": "SLM$F$.#"
    case "Runic", "Runr": "CX(M%&-"
    case "Samaritan", "Samr": "CC%P$%1"
    case "Saurashtra", "Saur": "CGM$H%+."
    case "Sharada", "Shrd": "COG%c%CO%*"
    case "Shavian", "Shaw": "SED%R$"
    case "Siddham", "Sidd": "COH%X$%H$"
    case "Sidetic", "Sidt": "CME%<"
    case "SignWriting", "Sgnw": "CCY&N72'$1"
    case "Sinhala", "Sinh": "DO&%$4&:$+$#%)&#'($#$*),%%OcC%6"
    case "Sogdian", "Sogd": "S]F%L$"
    case "Sora_Sompeng", "Sora": "SIG%;*,"
    case "Soyombo", "Soyo": "SUI%U%"
    case "Sundanese", "Sund": "C`)c$C+*"
    case "Sunuwar", "Sunu": "CbI%D$1,"
    case "Syloti_Nagri", "Sylo": "CCM$O$"
    case "Syriac", "Syrc": "C[$0$_$%%S+-"
    case "Tagalog", "Tglg": "C[(8,#"
    case "Tagbanwa", "Tagb": "C_(/$%$$"
    case "Tai_Le", "Tale": "SM)@%'"
    case "Tai_Tham", "Lana": "CT)b$$?%-),)0"
    case "Tai_Viet", "Tavt": "CWM$E%;'"
    case "Tai_Yo", "Tayo": "CY]&A$8+$"
    case "Takri", "Takr": "CWH%]$),"
    case "Tamil", "Taml": "E`%$$(&%$&&$$#$$&$&%&.''&%$&%#)#17HbG%T$0#"
    case "Tangsa", "Tnsa": "SV^%Q%$,"
    case "Tangut", "Tang": "Cc_%#BcZ)C3AD&U&"
    case "Telugu", "Telu": "CC&/$%$9$2%+$%$&*$$%$$%&%,*+"
    case "Thaana", "Thaa": "C`$T$"
    case "Thai": "DS&]$(>"
    case "Tibetan", "Tibt": "C[&J%$F$'I$$F$$1$)'$"
    case "Tifinagh", "Tfng": "SL.Z$*$1#"
    case "Tirhuta", "Tirh": "CGH%J%+,"
    case "Todhri", "Todr": "CQD%V$"
    case "Tolong_Siki", "Tols": "SPJ%N$',"
    case "Toto": "SW[&A"
    case "Tulu_Tigalari", "Tutg": "C`G%,$#%#$H$$,$#%#$&$,$$+$"
    case "Ugaritic", "Ugar": "C`C%@$#"
    case "Unknown", "Zzzz":
      """
      [>$)&*#$#7#P/#I$$U$$&#Z$*>&)-Q+#`$$H&0_$$T$$2#?$$#.'E$'P*#+$%$9#*#$%'$,$%$'*$&%#($<$&#)&%$9#*#%#%#%$$#(&%$&%$)'#\
      $)4,&#,#&#9#*#%#($-#&#&$$1'$/)*#&#+$%$9#*#%#($,$%$&)&&%#($5,%#)%&#'%%#$#%%%%&%/&(%&#'$$($08'0#&#:#3$,#&#')%#&#%$\
      '$-)9#&#:#-#($,#&#')%'&#'$-#&.0#&#V$#&#)&3$=#&#5%;#,#$$*%$&)#$#+(-$&.^$&@G$%#$#(#;#$#:$(#$#*#-$'BK%#G$&J$#G$#2#0\
      G$I)#$'$$].#'$*#$#'$L$#'$D$#'$*#$#'$2#]$#'$F%$C$%=(Y%$)$a7%]%)9+;+7.0#&#%.b%$-(-(=(]%)N$'I%,B#/&/&$%M$$(-O$&=(.%\
      b$$D%#@$.(-(1$Q$$/6P%#I(*`$%2%b$'N$$.*N$'Y3$)$I$$)$+#$#$#$#B$X$#2#1$)#6$&#,#H&#/$>#0%E$0D$1O'&^78.7W[$$b.'P$#$'$\
      $[$)%0;+*#*#*#*#*#*#*#*#b&D$=#]%.Y)<S%#Y%$J&'N$#b%#Y%+S$#PV?%Z$+`-6[(*a)6`$%-([$*I%*/(W&-A%Q%#.&D$#Z$+1$-$J&:?,)\
      $)$)+*#*#`$&b&$-(Ga-.:&T$FK+Q.$M&H$*.('=#(#$#%#%#M7BM$(V$#6#'&(#J'$$#b(%)$)$)$&%*#*,($/#=#6#%#2$1D$_&'&&P$%[%#0%\
      $Q$Q$D'@%T$1?&G$+A'N$'A#H$&1L$b'$-(G$&G$&K$*W$-/#2#*#%#.#2#*#%%W$.Z,+9,+:)#M$#,G%)$$#O$#%%$$:#K%*,R$6#%'D$%>'>H$\
      [$&7$U$#%'+#&#@$&&-),)C%BJ$&/+Y$%@$>'=)'.*R%L%Y$V$/V$)Q$*-(I$%@*%R)B#M$#&$%2)*,C$Q$*M$8=H$?6:+Q%&G$+G%,$$<)-(X$#\
      5*J$+C&#7-5#R$a$*#$#'#2#.(_$'-('#+$%$9#*#%#(#-$%$&$$($'*$*%(--#$$$#I$#-#$$$#'#-#%*%?`%#(@K%*-H(Y$$I$D$H%--(05^$(\
      -(7>>$2&:[(`$F&V%.+$$$+#%#A#%$/+-H%+$Q$$.=K%*V%/L%)-X%+Z%E$0-(,#P$#1,@%C$$9#1K%*#%#O$%$#%#,*-()#%#H$#%#))-(O$&-X\
      *<)4#L$%@W%$1U$/_?H&R&#(-G)NU%F&/YE$,_`&'J5[X)^$HY$]4)B#-&T%#-(A$),I%,-#*#8'6R0^$H)_%'<$<N$N%&]$)4c$(-*+YI*K$C$C\
      &V&`R+'#*#%#F,1$?&$$0'*O/FK%N&'0%,)-$+_^&a*%W0(:141Q$$:+W&_$Y*,J$$E)7I%]&7.7.Z%+<I'X%#J%#%$$$%$'#/#$#*#D%#'$+#*#\
      ?#'#(#$%*#W-$G,$b81(#2RE$B()W)*#4$*#%#('b$C$$R&P$%1$-&%c,B3^$'$R1M$X)N$&$c(B#9*%c)*#'#%#2#H)$3K$O%&-&%S;G%N%a$D)\
      '#>#%#$$$#-#'#$#$($&$#$#$#&#%#$$$#$#$#$#$#%#$$'#*#'#'#$#-#4'&#(#4V$%P+O$&G&.2$2#2#H$,Q(Z$@/O$&,)%0)]']A%4%0%^)(/\
      &$1/&[$*-(K$*A$/&%0,I$[-*1$0%.%]$#$&3$/&-)V'#J&GC$CZL$BbK'$QW($TL*1Q6DP%b3DR$N^''ML+I`U8$@C&c&S*RSc(
      """
    case "Vai", "Vaii": "CKL$N,"
    case "Vithkuqi", "Vith": "SND%-$1$)$$$-$1$)$$"
    case "Wancho", "Wcho": "CY[&]$(#"
    case "Warang_Citi", "Wara": "CHI%U%/#"
    case "Yezidi", "Yezi": "CWF%L$$%%$"
    case "Yi", "Yiii": "CCK$OG$&Y$"
    case "Zanabazar_Square", "Zanb": "CSI%J%"
    default: nil
    }
  }
}
