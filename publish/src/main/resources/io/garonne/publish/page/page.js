(function(){
var d=document,b=d.getElementById('pause'),s=d.getElementById('state'),on=true,n=0;
if(!b||!window.XMLHttpRequest)return;
b.hidden=false;
b.onclick=function(){on=!on;b.textContent=b.getAttribute(on?'data-pause':'data-resume')};
function say(t){if(s.textContent!==t)s.textContent=t}
function swap(c,h){var a=d.activeElement,u=a&&c.contains(a)&&a.getAttribute('href');
c.innerHTML=h;a=u&&c.querySelector('a[href="'+u+'"]');if(a)a.focus()}
function put(h){var i,c,t=d.createElement('div');t.innerHTML=h;
for(i=0;i<t.children.length;i++){c=d.getElementById(t.children[i].id);
if(c&&c.innerHTML!==t.children[i].innerHTML)swap(c,t.children[i].innerHTML)}}
function later(){setTimeout(ask,5000)}
function ask(){if(!on||d.hidden)return later();
var r=new XMLHttpRequest();n++;
r.open('GET',b.getAttribute('data-url')+(n%12?'live':'all'));r.timeout=10000;
r.onload=function(){if(r.status===200){put(r.responseText);say('')}else say(s.getAttribute('data-lost'));later()};
r.onerror=r.ontimeout=function(){say(s.getAttribute('data-lost'));later()};
r.send()}
later()})();
