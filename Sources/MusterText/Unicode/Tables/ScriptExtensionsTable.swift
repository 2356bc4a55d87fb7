// Written by .ci/generate-unicode-tables.py from the data of Unicode 17.0: do not edit.

/// Script_Extensions, where it differs from Script.
enum ScriptExtensionsTable {
  /// The packed ranges of a value, by any of its names.
  static func ranges(named name: String) -> String? {
    switch name {
    case "Adlam", "Adlm": "cS$#C$#QS)#TR&#bXQ&N%','$"
    case "Arabic", "Arab":
      """
      CS$'$Y)$D$S%R$S*D$(M%$?R^(#TR&#QKV$c6C$2S&'$I'FB>G_%AF%(++D$(C[Z$&$=$$$#%#$,$&$#$#)#'#$#$#$%$$$#%#$#$#$#$#$$$#%&\
      $)$&$&$#$,$3(%$'$3W$$
      """
    case "Armenian", "Armn": "K;#K4H$%T$%%FOa$'"
    case "Avestan", "Avst": "Z(#[N.$QIZ$X$&)"
    case "Bengali", "Beng":
      """
      `8#WW$$4$=&$*%$%8$)$#&&%+%$%&+#'$$'%;TY'#$#%$$#+#+#%#'#%%]cE$#
      """
    case "Bopomofo", "Bopo": "J9#$%0#3$XK.%',$/-&%#)#F)#,M$S&BHGV$$^+'"
    case "Buginese", "Bugi": "CS)>%$RaF$#"
    case "Buhid", "Buhd": "X]($,6"
    case "Carian", "Cari": "Z(#Ea*#%#VQ&#QFX$S$"
    case "Caucasian_Albanian", "Aghb": "G;#O$#O$#TQC%V$.#"
    case "Chakma", "Cakm": "IR%,SU$,YHC%W$$4"
    case "Cherokee", "Cher": "C;%$#)$9$.$QF'X%%(U_H$R%"
    case "Common", "Zyyy":
      """
      #C%=(=Q$$.$$$':#B#D1%$,$#&#$+$#$(('%6b&#)#$#a6#Z)#G3#`M$#X/&JD'.%C$$A$,$$$)$-&-$14D$b$H$$%%($=$3L$%']79-8c?C+V6%\
      L'C39$:%,$&$#$<E0#&#0#0#8#T3:B#T$1/&D(,(c%B#CQ)c$KK9<I&%SA#1$GX7,97%.$5$&V'#$B=(=(c&)$)-'U//V$O$FSU$`*&V0)923c%V\
      &`$X*-I$%a$&3+$*@'`$X)6/6/Y%>)J'W%$I%$$%#%$%&$.$#$)$C%$&%*$)$>$&$'$#&)$V-%F,%T$TF(F%O%`$E9N$'F&/1%1$1$G$-P([$<$$\
      0N$'+:(^'[A&3&/&])).'#2.'Z$+,)J$+@%.'$1+J$Z-+0%/&-&[$$#'2%.',*U'$I&ICD;#Ac%
      """
    case "Coptic", "Copt", "Qaac": "Z(#K5#&$$#O&$O&0SG-V&()Z+#KIX$>"
    case "Cypriot", "Cprt": "CKC%%'O$&+CY$(%#$N$$$&#%#"
    case "Cypro_Minoan", "Cpmn": "CKC%$QW.E&"
    case "Cyrillic", "Cyrl": "`8#F%%$#$#$#%#(#Q*R,S^(-C(#O%#c&#Jc&BF%#`c@c%Q`8$CS[$a$D$#"
    case "Devanagari", "Deva": "`8#FU$U%%M$S^'I$$$YB#c]D$,I(BCS?,"
    case "Dogra", "Dogr": "GN%.CYJ$,Ib>_$"
    case "Duployan", "Dupl": "Z(#R5$$#;$Z[-#FQF&M&(/&+*,%*"
    case "Elbasan", "Elba": "Z(#P5#^RC%J$"
    case "Ethiopic", "Ethi":
      """
      Q;#TZ&K%$&%)$#$&%K$$&%C$$&%)$#$&%1$[$$&%E%%B&<IR)9,)$)$)$)$)$)$)$)ELB(%(%(,)$)THR%)$&$$$1
      """
    case "Garay", "Gara": "OS$#1#&#C]D%H$&?+$"
    case "Georgian", "Geor": "Z(#TI$#Y[%H$$#(#%R$S`%M$%%^?#HH&H$$#(#F+#"
    case "Glagolitic", "Glag": "Z(#N5#$#b.#%#D+#T_%#b^&#Ha%c%F2#NDA#SOQ%)$3%)$$$'"
    case "Gothic", "Goth": "Z(#O5$%#K$#bcc$="
    case "Grantha", "Gran":
      """
      TM%$4$C70`I'#$$A%&$YB#RS`$&$*%$%8$)$$$'$,%$%%%#)#()%)&'_E&$$#
      """
    case "Greek", "Grek":
      """
      Z(#K5$%#$#$#-#Q$#%#M$*%&$#'#$#$%$#$6$b$12IL)'U$'''W%%b,8%(%H$%(%*$#$#$#$A%W$$1$0%($5%%$+b%#K)#bTE$#^Q8Q%4#cEW$H%
      """
    case "Gujarati", "Gujr": "TM%$4$_+%$+$%$8$)$$$'%,$%$%%#2&%.*)SLJ$,"
    case "Gunjala_Gondi", "Gong": "Z(#OH%$^cG%($$$G$$$$(*,"
    case "Gurmukhi", "Guru": "TM%$4$_'%$('$%8$)$$$$$$%#$''$%%&#*&$#*3]PJ$,"
    case "Gurung_Khema", "Gukh": "HN%#^`X%]$"
    case "Han", "Hani":
      """
      Z(#KQ.<$[%/X)=2$%$/$/$/%#)+_(#W'2C$H$,#S$J$[$S$2.V$#[%;-'C&A$cP)C%cR7C[$*[R7P.%L&N>$^+'`F?$/)L_;4bY*$QP&cYL$C$aK\
      '%PW(%SL*2P6EP%a3ER$M^'(LL+
      """
    case "Hangul", "Hang":
      """
      CK'c*DS*%',$/1%)#F)#X$a%T&AD%ADZ@?F7Fa-/9'S$LU,$^+'^$A&(%(%(%%
      """
    case "Hanifi_Rohingya", "Rohg": "OS$#1#&#C$#V'#NTD%J$+,"
    case "Hanunoo", "Hano": "C](9"
    case "Hebrew", "Hebr": "J;$K7Y$+='(KLa$<$'$#$$$$$,"
    case "Hiragana", "Hira": "DC/%',$/3($#'$&X%%*^%$KMV$$^+'-#P$$DFO$b+5#@%PH3#"
    case "Inherited", "Zinh", "Qaai":
      """
      R;#%#$1&)%#%2$$$4$'$&SR$$_M'P$%.Y9X$$#$'O3$E)BSKZ$230RA#EKV$P$%9C4%4*%)A&U^N;R*
      """
    case "Javanese", "Java": "COM$P%$-'$"
    case "Kaithi", "Kthi": "IN%,DI,#bRA,IE=E%-#"
    case "Kannada", "Knda": "TM%$4$^;/$%$9$,$'%+$%$&*$(%$&%,$%`b&#$$)#:#$#_]E$("
    case "Katakana", "Kana":
      """
      H;#@#aI.%',$/3($#'$_%&&c%S*2S)Q$$Z%PZU$$^+b$SEO$&$)$$$#c+%U$#1&
      """
    case "Kayah_Li", "Kali": "CKM$R$"
    case "Khojki", "Khoj": "IZ%,CMJ$,IQ=4$Q$"
    case "Khudawadi", "Sind": "GN%$MYJ$,YV=^$(,"
    case "Latin", "Latn":
      """
      D%<)<R$#/#%#(9$A$C1&#-#$%$#,#$#)'>1$$$#2%*$$$I$#(#'/X+$MI$$Ka$#GC&H$)S$(&(/$H%]$#*c*R,#D%#0#3/V%#]$$)#>#4K$ZY%BZ\
      /#KJA*=H&&T%71Q,#D3M$$+$&Y`6)^C$<)<HD%($L$$+H^X$A)(
      """
    case "Limbu", "Limb": "HN%#^`&A$.'.'#&."
    case "Linear_A", "Lina": "JKC%O$OI$Y,,8-*"
    case "Linear_B", "Linb": "CCC%.$<$5$$$1%0E$^&(%'O$&+"
    case "Lisu": "`8#3#`L.$GI@R$SXA#"
    case "Lycian", "Lyci": "^E+#HT[$?"
    case "Lydian", "Lydi": "Z(#]N.#QZY$<(#"
    case "Mahajani", "Mahj": "Z(#OH%.CYJ$,YK=I$"
    case "Malayalam", "Mlym": "TM%$4$^?/$%$U$$%$('2%<^^&#:#a]E$%"
    case "Mandaic", "Mand": "CU$#c2>%#"
    case "Manichaean", "Mani": "CU$#cFD%I$'."
    case "Masaram_Gondi", "Gonm": "GN%$^`G%)$$$N$&#$$$++,"
    case "Meroitic_Hieroglyphs", "Mero": "aE+#EL^$B"
    case "Modi": "SDM$,IQ>G%.,"
    case "Mongolian", "Mong": "CC)<)[%*M$G`$#Tb&$(&WU]$/"
    case "Multani", "Mult": "IV%,SCE%)$#$&$1$-"
    case "Myanmar", "Mymr": "CC'c'QGI$#T(AD&BSE>6"
    case "Nandinagari", "Nand": "TM%#5$C?,]c&#+#*#X]E$(MN?*%P$%-"
    case "Newa": "TM%$E`'#$$,#)#$#$#U[a$_%$'"
    case "Nko", "Nkoo": "OS$#1#&#C0^$%%bLa$$"
    case "Ol_Onal", "Onao": "GN%$MFZ&M$'#"
    case "Old_Hungarian", "Hung": "^E+#%#VQ&#2#bTZ$U$0U$*("
    case "Old_Permic", "Perm": "Z(#K5#(%-#R.#OYc$M$"
    case "Old_Turkic", "Orkh": "^E+#XQ&#RQZ$K%"
    case "Old_Uyghur", "Ougr": "CU$#THD%#aF$<"
    case "Oriya", "Orya": "TM%$4$_/%$*%$%8$)$$$'%+%$%%*%'$$'%4EN'#:#"
    case "Osage", "Osge": "D;#%#)#O%#ZMC%F$'F$"
    case "Phags_Pa", "Phag": "EC)$$#LD%#Ub&#aDAZ$"
    case "Psalter_Pahlavi", "Phlp": "CU$#cLD%4*&/)"
    case "Runic", "Runr": "CX([%"
    case "Samaritan", "Samr": "CC%P$%1UR,#"
    case "Sharada", "Shrd": "TM%#H`'#$#%$%#,#%#E^E$(%#JM=c%CO%*"
    case "Shavian", "Shaw": "Z(#[`C%R$"
    case "Sinhala", "Sinh": "GN%$_C$%$4&:$+$#%)&#'($#$*),%%aZ&#QJa$6"
    case "Sogdian", "Sogd": "CU$#RJE%L$"
    case "Sunuwar", "Sunu": "C;$$#,#%#?#&#QGI%D$1,"
    case "Syloti_Nagri", "Sylo": "GN%$C',SSJ$O$"
    case "Syriac", "Syrc": "F;$%$$#;%*$$$^9#1$%#C$#--=#R'0$_$%%S+-PO(#$#"
    case "Tagalog", "Tglg": "C[(8,#8$"
    case "Tagbanwa", "Tagb": "X]($L$/$%$$"
    case "Tai_Le", "Tale": "C;$($&#VL&,IK%@%'"
    case "Takri", "Takr": "GN%$MYJ$,IU>]$),"
    case "Tamil", "Taml":
      """
      TM%$4$`3$$(&%$&&$$#$$&$&%&.''&%$&%#)#17cI'#[CF$#PS=#$#Z$$FG&T$0#
      """
    case "Tangut", "Tang": "Sc.2R2#SRR%#BcZ)C3AD&U&"
    case "Telugu", "Telu": "TM%$4$^7/$%$9$2%+$%$&*$$%$$%&%,*+XE'$$#$#:#"
    case "Thaana", "Thaa": "OS$#1$%#C%,Y+T$CUa$#-#"
    case "Thai": "`8#=#N$#P$#RY%]$(>"
    case "Tibetan", "Tibt": "C[&J%$F$'I$$F$$1$)'$PD+&"
    case "Tifinagh", "Tfng": "E;#$#$&<#OS-Z$*$1#"
    case "Tirhuta", "Tirh": "TM%$4$R_'#/#2#a]E$,IE>J%+,"
    case "Todhri", "Todr": "D;#%#%#,#$#M%#DVC%V$"
    case "Toto": "`8#VbZ&A"
    case "Tulu_Tigalari", "Tutg": "IJ&,EC'#$#_]E$(_(#QW=,$#%#$H$$,$#%#$&$,$$+$"
    case "Yezidi", "Yezi": "OS$#1#&#C%,YCE%L$$%%$"
    case "Yi", "Yiii": "DC/$(,%*c)#G[>OG$&Y$^W9'"
    default: nil
    }
  }
}
